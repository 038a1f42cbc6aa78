select 'range' as kind, quote_ident(n.nspname) as container, quote_ident(t.typname) as name, format('%s:%s:0', t.tableoid, t.oid) as address,
    format('%s:%s:1', t.tableoid, t.oid) as needs,
    format(E'CREATE TYPE %I.%I AS RANGE (\n    %s\n)', n.nspname, t.typname,
        concat_ws(E',\n    ',
            'SUBTYPE = ' || format_type(r.rngsubtype, null),
            case when not class.opcdefault then format('SUBTYPE_OPCLASS = %I.%I', class_schema.nspname, class.opcname) end,
            'COLLATION = ' || nullif(nullif(r.rngcollation, subtype.typcollation), 0)::regcollation,
            'CANONICAL = ' || nullif(r.rngcanonical, 0)::regproc,
            'SUBTYPE_DIFF = ' || nullif(r.rngsubdiff, 0)::regproc,
            format('MULTIRANGE_TYPE_NAME = %I.%I', multirange_schema.nspname, multirange.typname))) as definition
from pg_range r
join pg_type t on t.oid = r.rngtypid
join pg_namespace n on n.oid = t.typnamespace
join pg_type subtype on subtype.oid = r.rngsubtype
join pg_opclass class on class.oid = r.rngsubopc
join pg_namespace class_schema on class_schema.oid = class.opcnamespace
join pg_type multirange on multirange.oid = r.rngmultitypid
join pg_namespace multirange_schema on multirange_schema.oid = multirange.typnamespace
where t.oid >= 16384
    and n.nspname !~ '^pg_temp'
    and not exists (select from omitted o where o.classid = 'pg_type'::regclass and o.objid = t.oid)
