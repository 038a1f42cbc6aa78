-- Columns for locales differ between majors (colliculocale, colllocale, collicurules), so they are read by name. The version
-- of the library is the machine's, not the schema's.
select 'collation' as kind, quote_ident(n.nspname) as container, quote_ident(c.collname) as name,
    format('%s:%s:0', c.tableoid, c.oid) as address,
    format(E'CREATE COLLATION %I.%I (\n    %s\n)', n.nspname, c.collname,
        concat_ws(E',\n    ',
            case c.collprovider when 'i' then 'PROVIDER = icu' when 'b' then 'PROVIDER = builtin' end,
            'LOCALE = ' || quote_literal(locale.one),
            case when locale.one is null then 'LC_COLLATE = ' || quote_literal(c.collcollate) end,
            case when locale.one is null then 'LC_CTYPE = ' || quote_literal(c.collctype) end,
            'RULES = ' || quote_literal(columns ->> 'collicurules'),
            case when not c.collisdeterministic then 'DETERMINISTIC = false' end)) as definition
from pg_collation c
join pg_namespace n on n.oid = c.collnamespace
cross join to_jsonb(c) columns
cross join coalesce(
    columns ->> 'colllocale', columns ->> 'colliculocale', case when c.collcollate = c.collctype then c.collcollate::text end) locale (one)
where c.oid >= 16384
    and c.collencoding in (-1, (select encoding from pg_database where datname = current_database()))
    and not exists (select from omitted o where o.classid = 'pg_collation'::regclass and o.objid = c.oid)
