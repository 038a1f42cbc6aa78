-- Up to 14: whole tables only.
select 'publication table' as kind, format('%s of %I', r.prrelid::regclass, p.pubname) as identity, 'published' as definition
from pg_publication_rel r
join pg_publication p on p.oid = r.prpubid
