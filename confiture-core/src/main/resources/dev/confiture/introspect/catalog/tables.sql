select case c.relkind when 'f' then 'foreign_table' else 'table' end as kind,
    c.relnamespace::regnamespace::text as container, quote_ident(c.relname) as name,
    format('%s:%s:0', 'pg_class'::regclass::oid, c.oid) as address,
    case when c.relpersistence = 'u' then 'true' end as unlogged,
    nullif(c.reloftype, 0)::regtype::text as of_type,
    pg_get_partkeydef(c.oid) as partition_key,
    (select quote_ident(m.amname) from pg_am m where m.oid = c.relam and m.amname <> 'heap') as method,
    (select quote_ident(t.spcname) from pg_tablespace t where t.oid = c.reltablespace) as tablespace,
    case when c.relrowsecurity then 'true' end as row_security,
    case when c.relforcerowsecurity then 'true' end as force_row_security,
    s.srvname::text as server,
    case c.relkind
        when 'f' then (
            select string_agg(format('%I %L', split_part(o, '=', 1), substr(o, strpos(o, '=') + 1)), E'\n' order by o collate "C")
            from unnest(f.ftoptions) o
        )
        else (
            select string_agg(o.name || '=' || case when o.value ~ '^(-?[0-9.]+|on|off|true|false)$' then o.value else quote_literal(o.value) end,
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
        )
    end as options
from pg_class c
left join pg_foreign_table f on f.ftrelid = c.oid
left join (select oid, quote_ident(srvname) as srvname from pg_foreign_server) s on s.oid = f.ftserver
where c.relkind in ('r', 'p', 'f')
    and c.oid >= 16384
    and c.relpersistence <> 't'
    and not exists (select from omitted o where o.classid = 'pg_class'::regclass and o.objid = c.oid)
