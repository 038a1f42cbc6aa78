-- Views and materialized views. Their columns say what CREATE OR REPLACE has to keep: name, type and collation, in order.
select case c.relkind when 'v' then 'view' else 'materialized_view' end as kind,
    c.relnamespace::regnamespace::text as container, quote_ident(c.relname) as name,
    format('%s:%s:0', 'pg_class'::regclass::oid, c.oid) as address,
    ltrim(rtrim(pg_get_viewdef(c.oid), ';')) as definition,
    (
        select string_agg(
            format('%I %s%s', a.attname, format_type(a.atttypid, a.atttypmod),
                ' COLLATE ' || nullif(nullif(a.attcollation, t.typcollation), 0)::regcollation),
            E'\n' order by a.attnum)
        from pg_attribute a
        join pg_type t on t.oid = a.atttypid
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    ) as columns,
    (
        select string_agg(o.name || '=' || case when o.value ~ '^(-?[0-9.]+|[a-z]+)$' then o.value else quote_literal(o.value) end,
            E'\n' order by o.name collate "C")
        from (
            select split_part(plain, '=', 1), substr(plain, strpos(plain, '=') + 1)
            from unnest(c.reloptions) plain
            union all
            select 'toast.' || split_part(toast, '=', 1), substr(toast, strpos(toast, '=') + 1)
            from pg_class t
            cross join unnest(t.reloptions) toast
            where t.oid = c.reltoastrelid
        ) o (name, value)
    ) as options,
    (select quote_ident(m.amname) from pg_am m where m.oid = c.relam and m.amname <> 'heap') as method,
    (select quote_ident(s.spcname) from pg_tablespace s where s.oid = c.reltablespace) as tablespace,
    case when c.relkind = 'm' and not c.relispopulated then 'true' end as no_data
from pg_class c
where c.relkind in ('v', 'm')
    and c.oid >= 16384
    and c.relpersistence <> 't'
    and not exists (select from omitted o where o.classid = 'pg_class'::regclass and o.objid = c.oid)
