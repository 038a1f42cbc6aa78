-- Objects that are not the user's: members of extensions and what the caller names, with everything that is part of them
-- (indexes, constraints, owned sequences, row types, triggers: dependencies 'a', 'i', 'P', 'S'), and a schema of theirs in
-- which there is nothing else.
with recursive named (schema, name) as (
    select * from unnest(?::text[], ?::text[])
),
omitted (classid, objid) as (
    select root.classid, root.objid
    from (
        select d.classid, d.objid
        from pg_depend d
        where d.refclassid = 'pg_extension'::regclass and d.deptype = 'e'
        union all
        select 'pg_class'::regclass, c.oid
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        join named on named.schema = n.nspname and named.name = c.relname
        union all
        select 'pg_proc'::regclass, p.oid
        from pg_proc p
        join pg_namespace n on n.oid = p.pronamespace
        join named on named.schema = n.nspname and named.name = p.proname
    ) root
    union
    select d.classid, d.objid
    from omitted o
    join pg_depend d on d.refclassid = o.classid and d.refobjid = o.objid and d.deptype in ('a', 'i', 'P', 'S')
)
select classid::bigint, objid::bigint
from omitted
union all
select 'pg_namespace'::regclass::bigint, n.oid::bigint
from pg_namespace n
where n.oid >= 16384
    and n.nspname in (select schema from named)
    and not exists (
        select from pg_depend d
        where d.refclassid = 'pg_namespace'::regclass and d.refobjid = n.oid
            and not exists (select from omitted o where o.classid = d.classid and o.objid = d.objid)
    )
