-- From 15 on: tables with column lists and row filters, and schemas.
select 'publication table' as kind, format('%s of %I', r.prrelid::regclass, p.pubname) as identity,
    concat_ws(' ',
        'published',
        (
            select '(' || string_agg(quote_ident(a.attname), ', ' order by a.attname collate "C") || ')'
            from pg_attribute a
            where a.attrelid = r.prrelid and a.attnum = any (r.prattrs)
        ),
        'where ' || pg_get_expr(r.prqual, r.prrelid)) as definition
from pg_publication_rel r
join pg_publication p on p.oid = r.prpubid
union all
select 'publication schema', format('%s of %I', n.pnnspid::regnamespace, p.pubname), 'published'
from pg_publication_namespace n
join pg_publication p on p.oid = n.pnpubid
