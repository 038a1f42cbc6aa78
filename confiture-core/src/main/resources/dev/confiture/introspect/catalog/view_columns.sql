-- Columns of views and materialized views: what their definition does not say. Defaults have a query of their own.
select 'view_column' as kind, format('%s.%I', c.relnamespace::regnamespace, c.relname) as container, quote_ident(a.attname) as name,
    format('%s:%s:%s', 'pg_class'::regclass::oid, c.oid, a.attnum) as address,
    a.attnum as position,
    case
        when a.attstorage = t.typstorage or c.relkind = 'v' then null
        when a.attstorage = 'p' then 'PLAIN'
        when a.attstorage = 'e' then 'EXTERNAL'
        when a.attstorage = 'x' then 'EXTENDED'
        when a.attstorage = 'm' then 'MAIN'
    end as storage,
    case a.attcompression when 'p' then 'pglz' when 'l' then 'lz4' end as compression,
    nullif(a.attstattarget, -1)::text as statistics_target,
    case when a.attoptions is not null then (
        select string_agg(o, E'\n' order by o collate "C") from unnest(a.attoptions) o
    ) end as options
from pg_class c
join pg_attribute a on a.attrelid = c.oid
join pg_type t on t.oid = a.atttypid
where c.relkind in ('v', 'm')
    and c.oid >= 16384
    and c.relpersistence <> 't'
    and a.attnum > 0
    and not a.attisdropped
    and not exists (select from omitted o where o.classid = 'pg_class'::regclass and o.objid = c.oid)
