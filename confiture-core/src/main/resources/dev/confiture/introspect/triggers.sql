select 'trigger', format('%I on %s', t.tgname, t.tgrelid::regclass),
    concat_ws(', ',
        pg_get_triggerdef(t.oid),
        case t.tgenabled when 'D' then 'disabled' when 'R' then 'enabled replica' when 'A' then 'enabled always' end)
from pg_trigger t
where not t.tgisinternal
    and t.oid >= 16384
    and not exists (select from omitted o where o.classid = 'pg_trigger'::regclass and o.objid = t.oid)
union all
select 'rule', format('%I on %s', r.rulename, r.ev_class::regclass),
    concat_ws(', ',
        pg_get_ruledef(r.oid),
        case r.ev_enabled when 'D' then 'disabled' when 'R' then 'enabled replica' when 'A' then 'enabled always' end)
from pg_rewrite r
where r.rulename <> '_RETURN'
    and r.oid >= 16384
    and not exists (select from omitted o where o.classid = 'pg_rewrite'::regclass and o.objid = r.oid)
union all
select 'event trigger', quote_ident(e.evtname),
    concat_ws(', ',
        'owner ' || e.evtowner::regrole,
        'on ' || e.evtevent,
        (select 'tags ' || string_agg(tag, ', ' order by tag collate "C") from unnest(e.evttags) tag),
        'executes ' || e.evtfoid::regprocedure,
        case e.evtenabled when 'D' then 'disabled' when 'R' then 'enabled replica' when 'A' then 'enabled always' end)
from pg_event_trigger e
where not exists (select from omitted o where o.classid = 'pg_event_trigger'::regclass and o.objid = e.oid)
