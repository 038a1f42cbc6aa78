select 'policy' as kind, format('%s.%I', c.relnamespace::regnamespace, c.relname) as container, quote_ident(p.polname) as name,
    format('%s:%s:0', 'pg_policy'::regclass::oid, p.oid) as address,
    case when not p.polpermissive then 'true' end as restrictive,
    case p.polcmd when 'r' then 'SELECT' when 'a' then 'INSERT' when 'w' then 'UPDATE' when 'd' then 'DELETE' end as command,
    (
        select string_agg(role::regrole::text, ', ' order by role::regrole::text collate "C")
        from unnest(p.polroles) role
        where role <> 0
    ) as roles,
    pg_get_expr(p.polqual, p.polrelid) as using_expression,
    pg_get_expr(p.polwithcheck, p.polrelid) as check_expression
from pg_policy p
join pg_class c on c.oid = p.polrelid
where p.oid >= 16384
    and not exists (select from omitted o where o.classid = 'pg_policy'::regclass and o.objid = p.oid)
