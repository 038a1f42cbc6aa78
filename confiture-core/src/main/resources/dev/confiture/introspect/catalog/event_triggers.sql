select 'event_trigger' as kind, quote_ident(e.evtname) as name,
    format('%s:%s:0', 'pg_event_trigger'::regclass::oid, e.oid) as address,
    e.evtevent as event,
    (select string_agg(quote_literal(tag), ', ' order by tag collate "C") from unnest(e.evttags) tag) as tags,
    e.evtfoid::regprocedure::text as function,
    case e.evtenabled when 'D' then 'DISABLE' when 'R' then 'ENABLE REPLICA' when 'A' then 'ENABLE ALWAYS' end as enabled
from pg_event_trigger e
where e.oid >= 16384
    and not exists (select from omitted o where o.classid = 'pg_event_trigger'::regclass and o.objid = e.oid)
