-- Options are name = value, one a line; needed is the announcement (shell_types). An array type that the server made for another type is no type of its own.
select 'base_type' as kind, quote_ident(n.nspname) as container, quote_ident(t.typname) as name, format('%s:%s:0', t.tableoid, t.oid) as address,
    format('%s:%s:1', t.tableoid, t.oid) as needs,
    concat_ws(E'\n',
        'INPUT = ' || t.typinput::regproc,
        'OUTPUT = ' || t.typoutput::regproc,
        'RECEIVE = ' || nullif(t.typreceive, 0)::regproc,
        'SEND = ' || nullif(t.typsend, 0)::regproc,
        'TYPMOD_IN = ' || nullif(t.typmodin, 0)::regproc,
        'TYPMOD_OUT = ' || nullif(t.typmodout, 0)::regproc,
        'ANALYZE = ' || nullif(t.typanalyze, 0)::regproc,
        'SUBSCRIPT = ' || nullif(t.typsubscript, 0)::regproc,
        'INTERNALLENGTH = ' || case t.typlen when -1 then 'VARIABLE' else t.typlen::text end,
        case when t.typbyval then 'PASSEDBYVALUE' end,
        'ALIGNMENT = ' || case t.typalign when 'c' then 'char' when 's' then 'int2' when 'i' then 'int4' when 'd' then 'double' end,
        'STORAGE = ' || case t.typstorage when 'p' then 'plain' when 'e' then 'external' when 'x' then 'extended' when 'm' then 'main' end,
        'CATEGORY = ' || quote_literal(t.typcategory::text),
        case when t.typispreferred then 'PREFERRED = true' end,
        'DEFAULT = ' || quote_literal(t.typdefault),
        'ELEMENT = ' || format_type(nullif(t.typelem, 0), null),
        'DELIMITER = ' || quote_literal(t.typdelim::text),
        case when t.typcollation <> 0 then 'COLLATABLE = true' end) as options
from pg_type t
join pg_namespace n on n.oid = t.typnamespace
where t.typtype = 'b'
    and t.typisdefined
    and t.oid >= 16384
    and not exists (select from pg_type element where element.typarray = t.oid)
    and n.nspname !~ '^pg_temp'
    and not exists (select from omitted o where o.classid = 'pg_type'::regclass and o.objid = t.oid)
