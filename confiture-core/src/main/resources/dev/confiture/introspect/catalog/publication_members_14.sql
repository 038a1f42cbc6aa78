-- Up to 14: whole tables only.
select 'publication_member' as kind, quote_ident(p.pubname) as container,
    format('TABLE %s.%I', c.relnamespace::regnamespace, c.relname) as name,
    format('%s:%s:0', 'pg_publication_rel'::regclass::oid, r.oid) as address,
    format('%s.%I', c.relnamespace::regnamespace, c.relname) as relation
from pg_publication_rel r
join pg_publication p on p.oid = r.prpubid
join pg_class c on c.oid = r.prrelid
where not exists (select from omitted o where (o.classid, o.objid) in (('pg_publication'::regclass, p.oid), ('pg_class'::regclass, c.oid)))
