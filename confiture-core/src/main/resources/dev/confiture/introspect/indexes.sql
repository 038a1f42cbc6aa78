-- In which order the storage parameters were given means nothing.
select 'index', c.oid::regclass::text,
    concat_ws(', ',
        replace(pg_get_indexdef(c.oid), coalesce(given.options, ''), ''),
        (select 'with (' || string_agg(o, ', ' order by o collate "C") || ')' from unnest(c.reloptions) o),
        (select 'tablespace ' || quote_ident(t.spcname) from pg_tablespace t where t.oid = c.reltablespace),
        (select 'part of ' || p.inhparent::regclass from pg_inherits p where p.inhrelid = c.oid),
        case when not i.indisvalid then 'invalid' end,
        case when i.indisclustered then 'clustered' end,
        case when i.indisreplident then 'replica identity' end,
        (
            select string_agg(format('statistics %s on %s', a.attstattarget, a.attnum), ', ' order by a.attnum)
            from pg_attribute a
            where a.attrelid = c.oid and a.attstattarget >= 0
        ))
from pg_index i
join pg_class c on c.oid = i.indexrelid
join pg_class r on r.oid = i.indrelid
cross join lateral (
    select ' WITH (' || string_agg(
        format('%s=%s', quote_ident(split_part(o, '=', 1)), case when quote_ident(v) = v then v else quote_literal(v) end), ', ' order by n) || ')' as options
    from unnest(c.reloptions) with ordinality option (o, n)
    cross join lateral (select substr(o, strpos(o, '=') + 1) as v) value
) given
where c.oid >= 16384
    and r.relkind in ('r', 'p', 'm')
    and c.relpersistence <> 't'
    and not exists (select from omitted o where o.classid = 'pg_class'::regclass and o.objid in (c.oid, r.oid))
