select 'schema' as kind, quote_ident(n.nspname) as name, format('%s:%s:0', 'pg_namespace'::regclass::oid, n.oid) as address
from pg_namespace n
where (n.oid >= 16384 or n.nspname = 'public')
    and n.nspname !~ '^pg_(toast|temp)'
    and not exists (select from omitted o where o.classid = 'pg_namespace'::regclass and o.objid = n.oid)
