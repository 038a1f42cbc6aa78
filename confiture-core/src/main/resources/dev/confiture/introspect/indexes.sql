select 'index', c.oid::regclass::text,
    concat_ws(', ',
        pg_get_indexdef(c.oid),
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
where c.oid >= 16384
    and r.relkind in ('r', 'p', 'm')
    and c.relpersistence <> 't'
    and not exists (select from omitted o where o.classid = 'pg_class'::regclass and o.objid in (c.oid, r.oid))
