-- The definition tells everything; the rest is what CREATE OR REPLACE cannot change. A line of arguments is mode, name and
-- type; modes: i in, o out, b inout, v variadic, t a column of RETURNS TABLE.
select case p.prokind when 'p' then 'procedure' else 'function' end as kind, quote_ident(n.nspname) as container,
    format('%I(%s)', p.proname, oidvectortypes(p.proargtypes)) as name, format('%s:%s:0', p.tableoid, p.oid) as address,
    regexp_replace(pg_get_functiondef(p.oid), '\n$', '') as definition,
    coalesce(pg_get_function_result(p.oid), '') || case p.prokind when 'w' then ' window' else '' end as returns,
    (
        select string_agg(
            concat_ws(' ', coalesce(p.proargmodes[a.place], 'i'), quote_ident(coalesce(p.proargnames[a.place], '')), format_type(a.type, null)),
            E'\n' order by a.place)
        from unnest(coalesce(p.proallargtypes, p.proargtypes)) with ordinality a (type, place)
    ) as arguments,
    nullif(p.pronargdefaults, 0) as argument_defaults
from pg_proc p
join pg_namespace n on n.oid = p.pronamespace
where p.prokind in ('f', 'p', 'w')
    and p.oid >= 16384
    and n.nspname !~ '^pg_temp'
    -- a range's own
    and not exists (
        select from pg_depend d
        where d.classid = p.tableoid and d.objid = p.oid and d.refclassid = 'pg_type'::regclass and d.deptype = 'i'
    )
    and not exists (select from omitted o where o.classid = 'pg_proc'::regclass and o.objid = p.oid)
