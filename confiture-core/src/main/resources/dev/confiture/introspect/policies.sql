select 'policy', format('%I on %s', p.polname, p.polrelid::regclass),
    concat_ws(' ',
        case when p.polpermissive then 'permissive' else 'restrictive' end,
        'for ' || case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
        'to ' || (
            select string_agg(role.name, ', ' order by role.name collate "C")
            from (select case when r = 0 then 'public' else r::regrole::text end from unnest(p.polroles) r) role (name)
        ),
        'using (' || pg_get_expr(p.polqual, p.polrelid) || ')',
        'with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')')
from pg_policy p
where not exists (select from omitted o where o.classid = 'pg_policy'::regclass and o.objid = p.oid)
