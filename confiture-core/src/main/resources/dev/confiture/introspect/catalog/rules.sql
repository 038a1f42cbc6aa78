select 'rule' as kind, format('%s.%I', c.relnamespace::regnamespace, c.relname) as container, quote_ident(r.rulename) as name,
    format('%s:%s:0', 'pg_rewrite'::regclass::oid, r.oid) as address,
    rtrim(pg_get_ruledef(r.oid), ';') as definition,
    case r.ev_enabled when 'D' then 'DISABLE' when 'R' then 'ENABLE REPLICA' when 'A' then 'ENABLE ALWAYS' end as enabled
from pg_rewrite r
join pg_class c on c.oid = r.ev_class
where r.rulename <> '_RETURN'
    and r.oid >= 16384
    and c.relpersistence <> 't'
    and not exists (select from omitted o where o.classid = 'pg_rewrite'::regclass and o.objid = r.oid)
