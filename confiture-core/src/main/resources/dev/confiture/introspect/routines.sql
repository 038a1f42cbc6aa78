select case p.prokind when 'p' then 'procedure' else 'function' end, p.oid::regprocedure::text,
    format(E'owner %s\n%s', p.proowner::regrole, pg_get_functiondef(p.oid))
from pg_proc p
where p.prokind <> 'a'
    and p.oid >= 16384
    and not exists (select from omitted o where o.classid = 'pg_proc'::regclass and o.objid = p.oid)
