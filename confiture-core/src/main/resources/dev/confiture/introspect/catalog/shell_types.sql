-- Types that are only announced; and, with sub id 1, the announcement that must stand before a type whose own functions
-- name it: input and output of a base type, the canonical function of a range.
select 'shell_type' as kind, quote_ident(n.nspname) as container, quote_ident(t.typname) as name,
    format('%s:%s:%s', t.tableoid, t.oid, case when t.typisdefined then 1 else 0 end) as address
from pg_type t
join pg_namespace n on n.oid = t.typnamespace
where t.oid >= 16384
    and (
        not t.typisdefined
        or t.typtype = 'b' and not exists (select from pg_type element where element.typarray = t.oid)
        or t.typtype = 'r' and exists (select from pg_range r where r.rngtypid = t.oid and r.rngcanonical <> 0)
    )
    and n.nspname !~ '^pg_temp'
    and not exists (select from omitted o where o.classid = 'pg_type'::regclass and o.objid = t.oid)
