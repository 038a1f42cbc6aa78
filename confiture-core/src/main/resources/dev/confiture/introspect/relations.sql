-- Tables, views, materialized views and foreign tables; columns, constraints and indexes have queries of their own.
select
    case c.relkind
        when 'r' then 'table'
        when 'p' then 'partitioned table'
        when 'f' then 'foreign table'
        when 'v' then 'view'
        when 'm' then 'materialized view'
    end,
    c.oid::regclass::text,
    concat_ws(E'\n',
        concat_ws(', ',
            'owner ' || c.relowner::regrole,
            case when c.relpersistence = 'u' then 'unlogged' end,
            (select 'access method ' || quote_ident(am.amname) from pg_am am where am.oid = c.relam and am.amname <> 'heap'),
            (select 'tablespace ' || quote_ident(t.spcname) from pg_tablespace t where t.oid = c.reltablespace),
            'of type ' || nullif(c.reloftype, 0)::regtype,
            (
                select 'inherits ' || string_agg(i.inhparent::regclass::text, ', ' order by i.inhseqno)
                from pg_inherits i
                where i.inhrelid = c.oid and not c.relispartition
            ),
            (
                select format('partition of %s %s', i.inhparent::regclass, pg_get_expr(c.relpartbound, c.oid))
                from pg_inherits i
                where i.inhrelid = c.oid and c.relispartition
            ),
            'partition by ' || pg_get_partkeydef(c.oid),
            (
                select format('server %s', quote_ident(s.srvname))
                    || (select ' options (' || string_agg(o, ', ' order by o collate "C") || ')' from unnest(f.ftoptions) o)
                from pg_foreign_table f
                join pg_foreign_server s on s.oid = f.ftserver
                where f.ftrelid = c.oid
            ),
            (select 'with (' || string_agg(o, ', ' order by o collate "C") || ')' from unnest(c.reloptions) o),
            (
                select 'with (' || string_agg('toast.' || o, ', ' order by o collate "C") || ')'
                from pg_class t
                cross join unnest(t.reloptions) o
                where t.oid = c.reltoastrelid
            ),
            case
                when c.relkind in ('v', 'f') then null
                when c.relreplident = 'n' then 'replica identity nothing'
                when c.relreplident = 'f' then 'replica identity full'
            end,
            case when c.relrowsecurity then 'row security enabled' end,
            case when c.relforcerowsecurity then 'row security forced' end,
            case when c.relkind = 'm' and not c.relispopulated then 'with no data' end),
        case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end)
from pg_class c
where c.relkind in ('r', 'p', 'f', 'v', 'm')
    and c.oid >= 16384
    and c.relpersistence <> 't'
    and not exists (select from omitted o where o.classid = 'pg_class'::regclass and o.objid = c.oid)
