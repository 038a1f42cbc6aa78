-- From 17 on a NOT NULL has a name. The text that typdefault holds still says the old name of what is renamed.
select 'domain' as kind, quote_ident(n.nspname) as container, quote_ident(t.typname) as name, format('%s:%s:0', t.tableoid, t.oid) as address,
    format_type(t.typbasetype, t.typtypmod) as type,
    nullif(nullif(t.typcollation, base.typcollation), 0)::regcollation as collation,
    pg_get_expr(t.typdefaultbin, 'pg_type'::regclass) as default,
    case when t.typnotnull then 'true' end as not_null,
    quote_ident(nullif(required.conname, t.typname || '_not_null')) as not_null_name
from pg_type t
join pg_namespace n on n.oid = t.typnamespace
join pg_type base on base.oid = t.typbasetype
left join pg_constraint required on required.contypid = t.oid and required.contype = 'n'
where t.typtype = 'd'
    and t.oid >= 16384
    and n.nspname !~ '^pg_temp'
    and not exists (select from omitted o where o.classid = 'pg_type'::regclass and o.objid = t.oid)
