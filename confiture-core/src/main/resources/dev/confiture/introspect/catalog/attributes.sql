-- What objects of any kind may have, one row each: an owner (none where it is the reader), a comment, grants.
-- Grants say how the privileges differ from those that the server gives by itself to an object of the kind: `grantee PRIVILEGE`
-- for more, `- grantee PRIVILEGE` for less.
, owned (classid, objid, owner) as (
    select 'pg_class'::regclass, c.oid, c.relowner from pg_class c where c.relkind in ('r', 'p', 'f', 'v', 'm', 'S')
    union all
    select 'pg_type'::regclass, t.oid, t.typowner from pg_type t
    union all
    select 'pg_proc'::regclass, p.oid, p.proowner from pg_proc p
    union all
    select 'pg_namespace'::regclass, n.oid, n.nspowner from pg_namespace n
    union all
    select 'pg_operator'::regclass, o.oid, o.oprowner from pg_operator o
    union all
    select 'pg_opclass'::regclass, o.oid, o.opcowner from pg_opclass o
    union all
    select 'pg_opfamily'::regclass, o.oid, o.opfowner from pg_opfamily o
    union all
    select 'pg_collation'::regclass, c.oid, c.collowner from pg_collation c
    union all
    select 'pg_conversion'::regclass, c.oid, c.conowner from pg_conversion c
    union all
    select 'pg_language'::regclass, l.oid, l.lanowner from pg_language l
    union all
    select 'pg_foreign_data_wrapper'::regclass, f.oid, f.fdwowner from pg_foreign_data_wrapper f
    union all
    select 'pg_foreign_server'::regclass, s.oid, s.srvowner from pg_foreign_server s
    union all
    select 'pg_event_trigger'::regclass, e.oid, e.evtowner from pg_event_trigger e
    union all
    select 'pg_publication'::regclass, p.oid, p.pubowner from pg_publication p
    union all
    select 'pg_subscription'::regclass, s.oid, s.subowner from pg_subscription s
    where s.subdbid = (select oid from pg_database where datname = current_database())
    union all
    select 'pg_statistic_ext'::regclass, s.oid, s.stxowner from pg_statistic_ext s
    union all
    select 'pg_ts_dict'::regclass, d.oid, d.dictowner from pg_ts_dict d
    union all
    select 'pg_ts_config'::regclass, c.oid, c.cfgowner from pg_ts_config c
),
-- born: what the object had before any user could grant
granted (classid, objid, objsubid, owner, privileges, born) as (
    select 'pg_class'::regclass, c.oid, 0, c.relowner, c.relacl, acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner)
    from pg_class c
    where c.relpersistence <> 't' and c.relacl is not null
        and (c.oid >= 16384 or c.relnamespace is distinct from to_regnamespace('information_schema'))
    union all
    select 'pg_class'::regclass, a.attrelid, a.attnum, c.relowner, a.attacl, null
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where not a.attisdropped and c.relpersistence <> 't' and a.attacl is not null
        and (c.oid >= 16384 or c.relnamespace is distinct from to_regnamespace('information_schema'))
    union all
    select 'pg_proc'::regclass, p.oid, 0, p.proowner, p.proacl, acldefault('f', p.proowner) from pg_proc p where p.proacl is not null
    union all
    select 'pg_type'::regclass, t.oid, 0, t.typowner, t.typacl, acldefault('T', t.typowner) from pg_type t where t.typacl is not null
    union all
    -- initdb opens public: to everything up to 14, to be used only from 15 on
    select 'pg_namespace'::regclass, n.oid, 0, n.nspowner, coalesce(n.nspacl, acldefault('n', n.nspowner)),
        case when n.nspname = 'public' then
            acldefault('n', n.nspowner) || makeaclitem(0, n.nspowner, 'USAGE', false)
                || case when current_setting('server_version_num')::int < 150000 then array[makeaclitem(0, n.nspowner, 'CREATE', false)] end
        else acldefault('n', n.nspowner) end
    from pg_namespace n where (n.nspacl is not null or n.nspname = 'public') and n.nspname !~ '^pg_(toast|temp)'
    union all
    select 'pg_language'::regclass, l.oid, 0, l.lanowner, l.lanacl, acldefault('l', l.lanowner) from pg_language l where l.lanacl is not null
    union all
    select 'pg_foreign_data_wrapper'::regclass, f.oid, 0, f.fdwowner, f.fdwacl, acldefault('F', f.fdwowner)
    from pg_foreign_data_wrapper f where f.fdwacl is not null
    union all
    select 'pg_foreign_server'::regclass, s.oid, 0, s.srvowner, s.srvacl, acldefault('S', s.srvowner)
    from pg_foreign_server s where s.srvacl is not null
    union all
    select 'pg_database'::regclass, d.oid, 0, d.datdba, d.datacl, acldefault('d', d.datdba)
    from pg_database d where d.datname = current_database() and d.datacl is not null
),
compared (classid, objid, objsubid, lines) as (
    select granted.classid, granted.objid, granted.objsubid, difference.lines
    from granted
    left join pg_init_privs p
        on p.classoid = granted.classid and p.objoid = granted.objid and p.objsubid = granted.objsubid
        and (granted.classid, granted.objid) <> ('pg_namespace'::regclass, coalesce(to_regnamespace('public'), 0))
    cross join lateral (
        select string_agg(line, E'\n' order by line collate "C")
        from (
            select coalesce(privilege.line, '- ' || initial.line)
            from (
                select distinct concat(
                    case a.grantee when 0 then 'PUBLIC' when granted.owner then 'OWNER' else a.grantee::regrole::text end,
                    ' ', a.privilege_type, case when a.is_grantable then '*' end, ' BY ' || nullif(a.grantor, granted.owner)::regrole)
                from aclexplode(granted.privileges) a
            ) privilege (line)
            full join (
                select distinct concat(
                    case a.grantee when 0 then 'PUBLIC' when granted.owner then 'OWNER' else a.grantee::regrole::text end,
                    ' ', a.privilege_type, case when a.is_grantable then '*' end, ' BY ' || nullif(a.grantor, granted.owner)::regrole)
                from aclexplode(coalesce(p.initprivs, granted.born)) a
            ) initial (line) on initial.line = privilege.line
            where initial.line is null or privilege.line is null
        ) differing (line)
    ) difference (lines)
    where difference.lines is not null
        -- most are what initdb gave
        and granted.privileges is distinct from coalesce(p.initprivs, granted.born)
),
-- sequences that are told with their columns
identity (classid, objid, refobjid, refobjsubid) as (
    select d.classid, d.objid, d.refobjid, d.refobjsubid
    from pg_depend d
    where d.deptype = 'i' and d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0
),
attribute (classid, objid, objsubid, property, value) as (
    select o.classid, o.objid, 0, 'owner', o.owner::regrole::text
    from owned o
    where o.objid >= 16384 and o.owner::regrole::text <> quote_ident(current_user)
        and (o.classid, o.objid) <> ('pg_namespace'::regclass, coalesce(to_regnamespace('public'), 0))
    union all
    -- public belongs to who owns the database, from 15 on; up to 14 to who made the cluster
    select 'pg_namespace'::regclass, n.oid, 0, 'owner',
        case when n.nspowner::regrole::text = quote_ident(current_user) then 'CURRENT_USER' else n.nspowner::regrole::text end
    from pg_namespace n
    where n.nspname = 'public'
        and case when current_setting('server_version_num')::int < 150000
            then n.nspowner <> 10 and n.nspowner::regrole::text <> quote_ident(current_user)
            else n.nspowner <> to_regrole('pg_database_owner')
        end
    union all
    -- what CREATE EXTENSION and initdb write of themselves is none; an empty text says that even that is gone
    select d.classoid, coalesce(i.refobjid, d.objoid), coalesce(i.refobjsubid, d.objsubid),
        case when i.objid is null then 'comment' else 'sequence_comment' end, d.description
    from pg_description d
    left join identity i on i.classid = d.classoid and i.objid = d.objoid and d.objsubid = 0
    where d.objoid >= 16384
        and d.classoid not in ('pg_extension'::regclass, 'pg_largeobject'::regclass)
        and (d.classoid = 'pg_namespace'::regclass and d.objoid = to_regnamespace('public')) is not true
        and not exists (
            select from pg_constraint k
            where d.classoid = 'pg_class'::regclass and d.objsubid = 0 and k.conindid = d.objoid and k.contype in ('p', 'u', 'x')
        )
    union all
    select 'pg_namespace'::regclass, n.oid, 0, 'comment', coalesce(obj_description(n.oid, 'pg_namespace'), '')
    from pg_namespace n
    where n.nspname = 'public' and obj_description(n.oid, 'pg_namespace') is distinct from 'standard public schema'
    union all
    select 'pg_extension'::regclass, e.oid, 0, 'comment', coalesce(obj_description(e.oid, 'pg_extension'), '')
    from pg_extension e
    left join pg_available_extensions() a on a.name = e.extname
    where e.oid >= 16384 and obj_description(e.oid, 'pg_extension') is distinct from a.comment
    union all
    select c.classid, coalesce(i.refobjid, c.objid), coalesce(i.refobjsubid, c.objsubid),
        case when i.objid is null then 'grants' else 'sequence_grants' end, c.lines
    from compared c
    left join identity i on i.classid = c.classid and i.objid = c.objid and c.objsubid = 0
)
select format('%s:%s:%s', a.classid::oid, a.objid, a.objsubid) as address, a.property, a.value
from attribute a
where not exists (
        select from omitted o
        where o.classid = a.classid and o.objid = a.objid
            -- changed privileges of what belongs to an extension are the user's
            and not (a.property = 'grants' and exists (
                select from pg_depend d where d.classid = o.classid and d.objid = o.objid and d.deptype = 'e'))
    )
    and not exists (
        select from pg_identify_object(a.classid, a.objid, a.objsubid) object
        where a.objid < 16384 and 'information_schema' in (object.schema, object.name)
    )
union all
-- the comment of the index behind a constraint is the constraint's, beside its own
select format('%s:%s:0', 'pg_constraint'::regclass::oid, k.oid), 'index_comment', d.description
from pg_description d
join pg_constraint k on k.conindid = d.objoid and k.contype in ('p', 'u', 'x')
where d.classoid = 'pg_class'::regclass and d.objsubid = 0
    and not exists (select from omitted o where o.classid = 'pg_constraint'::regclass and o.objid = k.oid)
