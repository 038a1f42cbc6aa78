-- Columns of tables and foreign tables.
-- One that a parent or a type gives is inherited if nothing but the parent decides what it is.
with relation as materialized (
    select c.oid, c.relkind, c.relnamespace, c.relname, c.relpersistence, c.reloftype,
        format('%s.%I', c.relnamespace::regnamespace, c.relname) as path,
        format('%s:%s:', 'pg_class'::regclass::oid, c.oid) as address
    from pg_class c
    where c.relkind in ('r', 'p', 'f')
        and c.oid >= 16384
        and c.relpersistence <> 't'
        and not exists (select from omitted o where o.classid = 'pg_class'::regclass and o.objid = c.oid)
),
parent as (
    select distinct on (a.attrelid, a.attnum) a.attrelid, a.attnum, p.attrelid as parent, p.attnum as place, p.attnotnull, p.attgenerated,
        p.attstorage, p.attcompression, p.atttypid, p.atttypmod, p.attcollation
    from pg_attribute a
    join pg_inherits i on i.inhrelid = a.attrelid
    join pg_attribute p on p.attrelid = i.inhparent and p.attname = a.attname and p.attnum > 0
    where a.attinhcount > 0
    order by a.attrelid, a.attnum, i.inhseqno
),
-- the places of columns that are gone
gap as (
    select attrelid, array_agg(attnum) as places
    from pg_attribute
    where attisdropped and attnum > 0 and attrelid >= 16384
    group by attrelid
),
-- materialized, as the planner takes a handful where every table has one
identity as materialized (
    select d.refobjid as attrelid, d.refobjsubid as attnum, s.*, c.relname, c.relnamespace, c.relpersistence
    from pg_depend d
    join pg_sequence s on s.seqrelid = d.objid
    join pg_class c on c.oid = s.seqrelid
    where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.deptype = 'i' and d.refobjsubid > 0
)
select 'column' as kind, r.path as container, quote_ident(a.attname) as name,
    r.address || a.attnum as address,
    concat_ws(' ',
        'pg_class'::regclass::oid || ':' || p.parent || ':' || p.place,
        case when r.reloftype <> 0 then (
            select format('%s:%s:%s', 'pg_class'::regclass::oid, o.typrelid, a.attnum) from pg_type o where o.oid = r.reloftype
        ) end) as needs,
    a.attnum - case when gap.places is null then 0 else (select count(*) from unnest(gap.places) g where g < a.attnum) end as position,
    format_type(a.atttypid, a.atttypmod) as type,
    nullif(nullif(a.attcollation, t.typcollation), 0)::regcollation::text as collation,
    case when a.attnotnull then 'true' end as not_null,
    case
        when n.conname is null then null
        when n.coninhcount > 0 then (
            select quote_ident(n.conname)
            where not exists (
                select from pg_constraint k
                join pg_inherits i on i.inhparent = k.conrelid
                where i.inhrelid = n.conrelid and k.contype = 'n' and k.conname = n.conname
            )
        )
        when n.conname <> m.not_null_table || '_' || left(a.attname, 54 - length(m.not_null_table)) || '_not_null' then quote_ident(n.conname)
    end as not_null_name,
    nullif(concat_ws(' ', case when n.connoinherit then 'NO INHERIT' end, case when not n.convalidated then 'NOT VALID' end), '') as not_null_options,
    case a.attidentity when 'a' then 'ALWAYS' when 'd' then 'BY DEFAULT' end as identity,
    case when s.seqrelid is not null then nullif(concat_ws(E'\n',
        case
            when s.relname <> m.seq_table || '_' || left(a.attname, 58 - length(m.seq_table)) || '_seq' or s.relnamespace <> r.relnamespace
                then format('SEQUENCE NAME %s.%I', s.relnamespace::regnamespace, s.relname)
        end,
        case when s.relpersistence <> r.relpersistence and current_setting('server_version_num')::int >= 150000 then case s.relpersistence when 'u' then 'UNLOGGED' else 'LOGGED' end end,
        case when s.seqtypid <> a.atttypid then 'AS ' || s.seqtypid::regtype end,
        case when s.seqstart <> case when s.seqincrement > 0 then s.seqmin else s.seqmax end then 'START WITH ' || s.seqstart end,
        'INCREMENT BY ' || nullif(s.seqincrement, 1),
        'MINVALUE ' || nullif(s.seqmin, case when s.seqincrement > 0 then 1 else range.least end),
        'MAXVALUE ' || nullif(s.seqmax, case when s.seqincrement > 0 then range.greatest else -1 end),
        'CACHE ' || nullif(s.seqcache, 1),
        case when s.seqcycle then 'CYCLE' end), '') end as sequence_options,
    case a.attgenerated when 's' then 'STORED' when 'v' then 'VIRTUAL' end as generated,
    case
        when a.attstorage = t.typstorage then null
        when a.attstorage = 'p' then 'PLAIN'
        when a.attstorage = 'e' then 'EXTERNAL'
        when a.attstorage = 'x' then 'EXTENDED'
        when a.attstorage = 'm' then 'MAIN'
    end as storage,
    case a.attcompression when 'p' then 'pglz' when 'l' then 'lz4' end as compression,
    nullif(a.attstattarget, -1)::text as statistics_target,
    case when a.attoptions is not null then (
        select string_agg(o, E'\n' order by o collate "C") from unnest(a.attoptions) o
    ) end as options,
    case when a.attfdwoptions is not null then (
        select string_agg(format('%I %L', split_part(o, '=', 1), substr(o, strpos(o, '=') + 1)), E'\n' order by o collate "C")
        from unnest(a.attfdwoptions) o
    ) end as fdw_options,
    case when a.attinhcount > 0 and a.attislocal then 'true' end as merged,
    case
        when a.attislocal and r.reloftype = 0 or s.seqrelid is not null then null
        when coalesce(a.attstattarget, -1) <> -1 or a.attoptions is not null or a.attfdwoptions is not null or not n.convalidated or n.connoinherit then null
        when p.parent is not null then (
            select 'true'
            where (p.attnotnull, p.attgenerated, p.attstorage, p.attcompression, p.atttypid, p.atttypmod, p.attcollation)
                    = (a.attnotnull, a.attgenerated, a.attstorage, a.attcompression, a.atttypid, a.atttypmod, a.attcollation)
                and (n.conname is null or n.coninhcount > 0 and not n.conislocal and exists (
                    select from pg_constraint k where k.conrelid = p.parent and k.contype = 'n' and k.conname = n.conname
                ))
        )
        when r.reloftype <> 0 and not a.attnotnull and a.attidentity = '' and a.attgenerated = '' and a.attcompression = '' and a.attstorage = t.typstorage then 'true'
    end as inherited
from relation r
join pg_attribute a on a.attrelid = r.oid
join pg_type t on t.oid = a.atttypid
-- as the server cuts the parts of a name that it makes up: the longer one first
cross join lateral (
    select left(r.relname, least(length(r.relname), greatest(54 - length(a.attname), 27))) as not_null_table,
        left(r.relname, least(length(r.relname), greatest(58 - length(a.attname), 29))) as seq_table
) m
left join gap on gap.attrelid = r.oid
left join parent p on p.attrelid = r.oid and p.attnum = a.attnum
left join identity s on s.attrelid = r.oid and s.attnum = a.attnum
left join pg_constraint n on n.conrelid = r.oid and n.contype = 'n' and n.conkey[1] = a.attnum
left join (
    values ('int2'::regtype, -32768::bigint, 32767::bigint), ('int4', -2147483648, 2147483647),
        ('int8', -9223372036854775808, 9223372036854775807)
) range (type, least, greatest) on range.type = s.seqtypid
where a.attnum > 0
    and not a.attisdropped
