select 'clustering' as kind, format('%s.%I', r.relnamespace::regnamespace, r.relname) as container, 'index' as name,
    format('%s:%s:0', 'pg_class'::regclass::oid, c.oid) as needs,
    quote_ident(c.relname) as definition
from pg_index x
join pg_class c on c.oid = x.indexrelid
join pg_class r on r.oid = x.indrelid
where x.indisclustered
    and c.oid >= 16384
    and c.relpersistence <> 't'
    and not exists (select from omitted o where o.classid = 'pg_class'::regclass and o.objid = r.oid)
