-- Privileges that differ from what the object was born with: the defaults of its type or, for objects of initdb and of
-- extensions, pg_init_privs. So a GRANT on a system function is seen, and GRANT followed by REVOKE leaves no trace.
-- initdb fills pg_init_privs before it makes information_schema, whose grants are therefore left out.
, granted (classid, objid, objsubid, acl, born) as (
    select 'pg_class'::regclass, c.oid, 0, c.relacl, acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner)
    from pg_class c where c.relacl is not null and c.relpersistence <> 't'
    union all
    select 'pg_class'::regclass, a.attrelid, a.attnum, a.attacl, '{}'
    from pg_attribute a where a.attacl is not null and not a.attisdropped
    union all
    select 'pg_proc'::regclass, p.oid, 0, p.proacl, acldefault('f', p.proowner) from pg_proc p where p.proacl is not null
    union all
    select 'pg_type'::regclass, t.oid, 0, t.typacl, acldefault('T', t.typowner) from pg_type t where t.typacl is not null
    union all
    select 'pg_namespace'::regclass, n.oid, 0, n.nspacl, acldefault('n', n.nspowner) from pg_namespace n where n.nspacl is not null and n.nspname !~ '^pg_(toast|temp)'
    union all
    select 'pg_language'::regclass, l.oid, 0, l.lanacl, acldefault('l', l.lanowner) from pg_language l where l.lanacl is not null
    union all
    select 'pg_foreign_data_wrapper'::regclass, f.oid, 0, f.fdwacl, acldefault('F', f.fdwowner) from pg_foreign_data_wrapper f where f.fdwacl is not null
    union all
    select 'pg_foreign_server'::regclass, s.oid, 0, s.srvacl, acldefault('S', s.srvowner) from pg_foreign_server s where s.srvacl is not null
    union all
    select 'pg_database'::regclass, d.oid, 0, d.datacl, acldefault('d', d.datdba) from pg_database d where d.datacl is not null and d.datname = current_database()
),
compared as (
    select granted.classid, granted.objid, granted.objsubid, now.privileges, before.privileges as born
    from granted
    left join pg_init_privs initial
        on initial.classoid = granted.classid and initial.objoid = granted.objid and initial.objsubid = granted.objsubid
    cross join lateral (
        select coalesce(string_agg(item::text, ', ' order by item::text collate "C"), 'none') from unnest(granted.acl) item
    ) now (privileges)
    cross join lateral (
        select coalesce(string_agg(item::text, ', ' order by item::text collate "C"), 'none')
        from unnest(coalesce(initial.initprivs, granted.born)) item
    ) before (privileges)
)
select 'privileges',
    case compared.classid when 'pg_database'::regclass then 'on database' else format('on %s %s', object.type, object.identity) end,
    compared.privileges
from compared
cross join pg_identify_object(compared.classid, compared.objid, compared.objsubid) object
where compared.privileges <> compared.born
    and (compared.objid < 16384 and 'information_schema' in (object.schema, object.name)) is not true
    -- what is left out stays out, but for members of extensions: their changed privileges are the user's
    and not exists (
        select from omitted o
        where o.classid = compared.classid
            and o.objid = compared.objid
            and not exists (
                select from pg_depend d where d.classid = o.classid and d.objid = o.objid and d.deptype = 'e'
            )
    )
union all
select 'default privileges',
    format('of %s%s on %s', d.defaclrole::regrole, ' in schema ' || nullif(d.defaclnamespace, 0)::regnamespace,
        case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions' when 'T' then 'types' when 'n' then 'schemas' else d.defaclobjtype::text end),
    (select string_agg(item::text, ', ' order by item::text collate "C") from unnest(d.defaclacl) item)
from pg_default_acl d
