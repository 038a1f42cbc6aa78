select 'domain_constraint' as kind, format('%I.%I', n.nspname, t.typname) as container, quote_ident(k.conname) as name,
    format('%s:%s:0', k.tableoid, k.oid) as address,
    regexp_replace(pg_get_constraintdef(k.oid, true), ' NOT VALID$', '') as definition,
    case when k.convalidated then 'true' end as valid
from pg_constraint k
join pg_type t on t.oid = k.contypid
join pg_namespace n on n.oid = t.typnamespace
where k.contype = 'c'
    and k.oid >= 16384
    and n.nspname !~ '^pg_temp'
    and not exists (select from omitted o where o.classid = 'pg_type'::regclass and o.objid = t.oid)
