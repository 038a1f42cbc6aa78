-- Columns with what decides which values they take; the type of a domain is that under all its domains.
with recursive base (column_type, oid, typmod) as (
    select t.oid, t.oid, -1
    from pg_type t
    where t.typtype <> 'd'
    union all
    select d.oid, b.oid, case when d.typtypmod >= 0 then d.typtypmod else b.typmod end
    from base b
    join pg_type d on d.typtype = 'd' and d.typbasetype = b.column_type
),
attributes (whole, part, said) as (
    select t.oid, a.atttypid, concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod))
    from pg_type t
    join pg_class c on c.oid = t.typrelid and c.relkind = 'c'
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where t.oid >= 16384
    union all
    select s.whole, a.atttypid, concat_ws(' ', s.said, a.attname, format_type(a.atttypid, a.atttypmod))
    from attributes s
    join base b on b.column_type = s.part
    join pg_type t on t.oid = b.oid
    join pg_type e on e.oid = case when t.typelem <> 0 and t.typcategory = 'A' then t.typelem else t.oid end
    join base i on i.column_type = e.oid
    join pg_type o on o.oid = i.oid
    join pg_class c on c.oid = o.typrelid and c.relkind = 'c'
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
)
select a.attrelid::bigint, quote_ident(a.attname) as name, format_type(a.atttypid, a.atttypmod) as type,
    t.typtype::text as type_sort, e.typname as element, t.typelem <> 0 and t.typcategory = 'A' as is_array,
    case when a.atttypmod >= 0 then a.atttypmod else b.typmod end as modifier,
    a.attnotnull or d.typnotnull as not_null,
    a.atthasdef as has_default,
    a.attidentity::text as identity, a.attgenerated::text as generated,
    array(select l.enumlabel::text from pg_enum l where l.enumtypid = e.oid order by l.enumsortorder) as labels,
    format_type(r.rngsubtype, null) as range_of,
    concat_ws(' of ', format_type(b.oid, b.typmod), format_type(i.oid, i.typmod),
        (select string_agg(s.said, ', ' order by s.said) from attributes s where s.whole = i.oid)) as stored
from pg_attribute a
join pg_class c on c.oid = a.attrelid
join pg_type d on d.oid = a.atttypid
join base b on b.column_type = a.atttypid
join pg_type t on t.oid = b.oid
join pg_type e on e.oid = case when t.typelem <> 0 and t.typcategory = 'A' then t.typelem else t.oid end
join base i on i.column_type = e.oid
left join pg_range r on r.rngtypid = e.oid
where c.relkind in ('r', 'p') and c.oid >= 16384 and a.attnum > 0 and not a.attisdropped
order by a.attrelid, a.attnum
