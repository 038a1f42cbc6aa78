-- Also those that every new database has (plpgsql). The version counts as chosen where the server would choose another one.
select 'extension' as kind, quote_ident(e.extname) as name, format('%s:%s:0', e.tableoid, e.oid) as address,
    format('%s:%s:0', n.tableoid, n.oid) as needs,
    quote_ident(n.nspname) as schema,
    quote_literal(e.extversion) as version,
    case when e.extversion is distinct from available.default_version then 'true' end as version_chosen,
    case when e.extrelocatable then 'true' end as relocatable
from pg_extension e
join pg_namespace n on n.oid = e.extnamespace
left join pg_available_extensions available on available.name = e.extname
