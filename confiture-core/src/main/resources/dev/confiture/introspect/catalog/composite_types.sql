-- The columns of a type are the names of its attributes, a line each: their order counts.
select 'composite_type' as kind, quote_ident(n.nspname) as container, quote_ident(c.relname) as name,
    format('%s:%s:0', 'pg_type'::regclass::oid, c.reltype) as address,
    null as type, null as collation, null as position,
    (
        select string_agg(quote_ident(a.attname), E'\n' order by a.attnum)
        from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    ) as columns
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'c'
    and c.oid >= 16384
    and n.nspname !~ '^pg_temp'
    and not exists (select from omitted o where o.classid = 'pg_type'::regclass and o.objid = c.reltype)
union all
select 'attribute', format('%I.%I', n.nspname, c.relname), quote_ident(a.attname), format('%s:%s:%s', c.tableoid, c.oid, a.attnum),
    format_type(a.atttypid, a.atttypmod),
    nullif(nullif(a.attcollation, t.typcollation), 0)::regcollation::text,
    (rank() over (partition by c.oid order by a.attnum))::text,
    null
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid
where c.relkind = 'c'
    and c.oid >= 16384
    and n.nspname !~ '^pg_temp'
    and not exists (select from omitted o where o.classid = 'pg_type'::regclass and o.objid = c.reltype)
