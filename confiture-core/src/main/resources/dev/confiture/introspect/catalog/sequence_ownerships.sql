select 'sequence_ownership' as kind, c.relnamespace::regnamespace::text as container, quote_ident(c.relname) as name,
    concat_ws(' ', format('%s:%s:0', 'pg_class'::regclass::oid, c.oid), format('%s:%s:%s', 'pg_class'::regclass::oid, r.oid, a.attnum)) as needs,
    format('%s.%I', r.relnamespace::regnamespace, r.relname) as relation, quote_ident(a.attname) as columns
from pg_depend d
join pg_class c on c.oid = d.objid and c.relkind = 'S'
join pg_class r on r.oid = d.refobjid
join pg_attribute a on a.attrelid = r.oid and a.attnum = d.refobjsubid
where d.classid = 'pg_class'::regclass
    and d.refclassid = 'pg_class'::regclass
    and d.deptype = 'a'
    and c.oid >= 16384
    and c.relpersistence <> 't'
    and not exists (select from omitted o where o.classid = 'pg_class'::regclass and o.objid in (c.oid, r.oid))
