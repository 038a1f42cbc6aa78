-- Defaults and expressions of generated columns. A child's is inherited if it is the parent's; where the parent has one and the
-- child has not, a row without definition says so.
with parent as (
    select distinct on (a.attrelid, a.attnum) a.attrelid, a.attnum, d.oid, pg_get_expr(d.adbin, d.adrelid) as definition
    from pg_attribute a
    join pg_inherits i on i.inhrelid = a.attrelid
    join pg_attribute p on p.attrelid = i.inhparent and p.attname = a.attname and p.attnum > 0
    left join pg_attrdef d on d.adrelid = p.attrelid and d.adnum = p.attnum
    where a.attinhcount > 0
    order by a.attrelid, a.attnum, i.inhseqno
)
select 'column_default' as kind, format('%s.%I', c.relnamespace::regnamespace, c.relname) as container, quote_ident(a.attname) as name,
    'pg_attrdef'::regclass::oid || ':' || d.oid || ':0' as address,
    concat_ws(' ',
        format('%s:%s:%s', 'pg_class'::regclass::oid, c.oid, a.attnum),
        'pg_attrdef'::regclass::oid || ':' || p.oid || ':0') as needs,
    own.definition,
    case when p.definition is not null then (select 'true' where own.definition = p.definition) end as inherited
from pg_attribute a
join pg_class c on c.oid = a.attrelid
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
-- only a generated column's expression names columns; without them the server need not look at the table, which is most of the work
cross join lateral (select pg_get_expr(d.adbin, case when a.attgenerated <> '' then d.adrelid else 0 end) as definition) own
left join parent p on p.attrelid = a.attrelid and p.attnum = a.attnum
where c.relkind in ('r', 'p', 'f', 'v')
    and c.oid >= 16384
    and c.relpersistence <> 't'
    and a.attnum > 0
    and not a.attisdropped
    and (d.oid is not null or p.oid is not null)
    and not exists (select from omitted o where o.classid = 'pg_class'::regclass and o.objid = c.oid)
