-- From 15 on: tables with column lists and row filters, and schemas.
select 'publication_member' as kind, quote_ident(p.pubname) as container,
    format('TABLE %s.%I', c.relnamespace::regnamespace, c.relname) as name,
    format('%s:%s:0', 'pg_publication_rel'::regclass::oid, r.oid) as address,
    (
        select string_agg(quote_ident(a.attname), ', ' order by a.attname collate "C")
        from pg_attribute a
        where a.attrelid = r.prrelid and a.attnum = any (r.prattrs)
    ) as columns,
    pg_get_expr(r.prqual, r.prrelid) as filter,
    format('%s.%I', c.relnamespace::regnamespace, c.relname) as relation
from pg_publication_rel r
join pg_publication p on p.oid = r.prpubid
join pg_class c on c.oid = r.prrelid
where not exists (select from omitted o where (o.classid, o.objid) in (('pg_publication'::regclass, p.oid), ('pg_class'::regclass, c.oid)))
union all
select 'publication_member', quote_ident(p.pubname), 'TABLES IN SCHEMA ' || n.pnnspid::regnamespace,
    format('%s:%s:0', 'pg_publication_namespace'::regclass::oid, n.oid), null, null, null
from pg_publication_namespace n
join pg_publication p on p.oid = n.pnpubid
where not exists (select from omitted o where o.classid = 'pg_publication'::regclass and o.objid = p.oid)
