select 'column order', c.oid::regclass::text, string_agg(quote_ident(a.attname), ', ' order by a.attnum)
from pg_attribute a
join pg_class c on c.oid = a.attrelid
where c.relkind in ('r', 'p', 'f')
    and c.oid >= 16384
    and c.relpersistence <> 't'
    and a.attnum > 0
    and not a.attisdropped
    and not exists (select from omitted o where o.classid = 'pg_class'::regclass and o.objid = c.oid)
group by c.oid
