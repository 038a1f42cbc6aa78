-- Enums, composites, domains, ranges and base types; not row types of tables, array types and multiranges, which come with
-- their owner. Domain constraints are constraints.sql's.
select
    case t.typtype when 'e' then 'enum' when 'c' then 'composite type' when 'd' then 'domain' when 'r' then 'range type' else 'base type' end,
    t.oid::regtype::text,
    concat_ws(', ',
        'owner ' || t.typowner::regrole,
        (select 'labels ' || string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid),
        (
            select 'attributes ' || string_agg(
                concat_ws(' ', quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
                    'collate ' || nullif(nullif(a.attcollation, of.typcollation), 0)::regcollation), ', ' order by a.attnum)
            from pg_attribute a
            join pg_type of on of.oid = a.atttypid
            where t.typtype = 'c' and a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped
        ),
        case when t.typtype = 'd' then
            concat_ws(' ',
                format_type(t.typbasetype, t.typtypmod),
                'collate ' || nullif(nullif(t.typcollation, base.typcollation), 0)::regcollation,
                'default ' || pg_get_expr(t.typdefaultbin, 'pg_type'::regclass),
                case when t.typnotnull then 'not null' end)
        end,
        (
            select concat_ws(', ',
                'subtype ' || r.rngsubtype::regtype,
                (select format('operator class %s.%I', oc.opcnamespace::regnamespace, oc.opcname) from pg_opclass oc where oc.oid = r.rngsubopc),
                'collation ' || nullif(r.rngcollation, 0)::regcollation,
                'canonical ' || nullif(r.rngcanonical, 0)::regprocedure,
                'subtype_diff ' || nullif(r.rngsubdiff, 0)::regprocedure,
                'multirange ' || r.rngmultitypid::regtype)
            from pg_range r
            where r.rngtypid = t.oid
        ),
        case when t.typtype = 'b' then
            concat_ws(', ',
                format('input %s output %s', t.typinput, t.typoutput),
                'receive ' || nullif(t.typreceive, 0)::regproc, 'send ' || nullif(t.typsend, 0)::regproc,
                'typmod_in ' || nullif(t.typmodin, 0)::regproc, 'typmod_out ' || nullif(t.typmodout, 0)::regproc,
                'analyze ' || nullif(t.typanalyze, 0)::regproc,
                format('length %s alignment %s storage %s category %s delimiter %s', t.typlen, t.typalign, t.typstorage, t.typcategory, t.typdelim),
                case when t.typbyval then 'by value' end, case when t.typispreferred then 'preferred' end,
                'element ' || nullif(t.typelem, 0)::regtype, 'default ' || quote_literal(t.typdefault))
        end)
from pg_type t
left join pg_type base on base.oid = t.typbasetype
left join pg_class c on c.oid = t.typrelid
where t.oid >= 16384
    and t.typtype in ('b', 'c', 'd', 'e', 'r')
    and (c.oid is null or c.relkind = 'c')
    and not exists (select from pg_type element where element.typarray = t.oid)
    and not exists (select from omitted o where o.classid = 'pg_type'::regclass and o.objid = t.oid)
