select 'schema' as kind, n.oid::regnamespace::text as identity, 'owner ' || n.nspowner::regrole as definition
from pg_namespace n
where (n.oid >= 16384 or n.nspname = 'public')
    and n.nspname !~ '^pg_(toast|temp)'
    and not exists (select from omitted o where o.classid = 'pg_namespace'::regclass and o.objid = n.oid)
