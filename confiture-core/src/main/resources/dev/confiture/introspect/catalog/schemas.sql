select 'schema' as kind, quote_ident(n.nspname) as name, format('%s:%s:0', 'pg_namespace'::regclass::oid, n.oid) as address,
    case when n.nspowner::regrole::text <> quote_ident(current_user) and n.oid >= 16384 then n.nspowner::regrole::text end as owner
from pg_namespace n
where (n.oid >= 16384 or n.nspname = 'public')
    and n.nspname !~ '^pg_(toast|temp)'
    and not exists (select from omitted o where o.classid = 'pg_namespace'::regclass and o.objid = n.oid)
