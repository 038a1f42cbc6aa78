-- Columns for locales differ between majors (colliculocale, colllocale, collicurules), so they are read by name. The version
-- of the library is the machine's, not the schema's.
select 'collation', c.oid::regcollation::text,
    concat_ws(', ',
        'owner ' || c.collowner::regrole,
        'provider ' || c.collprovider::text,
        'locale ' || coalesce(columns ->> 'colllocale', columns ->> 'colliculocale', c.collcollate),
        'lc_ctype ' || nullif(c.collctype, c.collcollate),
        'rules ' || (columns ->> 'collicurules'),
        case when not c.collisdeterministic then 'not deterministic' end)
from pg_collation c
cross join to_jsonb(c) columns
where c.oid >= 16384
    and not exists (select from omitted o where o.classid = 'pg_collation'::regclass and o.objid = c.oid)
