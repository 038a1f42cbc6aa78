-- Options are name = value, one a line, in one line the words that have no value. One without FUNCTION is only announced, as
-- the commutator or negator of another.
select 'operator' as kind, quote_ident(n.nspname) as container,
    format('%s(%s, %s)', op.oprname, coalesce(format_type(nullif(op.oprleft, 0), null), 'NONE'), format_type(op.oprright, null)) as name,
    format('%s:%s:0', op.tableoid, op.oid) as address,
    concat_ws(E'\n',
        'FUNCTION = ' || nullif(op.oprcode, 0)::regproc,
        'LEFTARG = ' || format_type(nullif(op.oprleft, 0), null),
        'RIGHTARG = ' || format_type(op.oprright, null),
        'COMMUTATOR = ' || (
            select format('OPERATOR(%I.%s)', schema.nspname, o.oprname)
            from pg_operator o
            join pg_namespace schema on schema.oid = o.oprnamespace
            where o.oid = op.oprcom
        ),
        'NEGATOR = ' || (
            select format('OPERATOR(%I.%s)', schema.nspname, o.oprname)
            from pg_operator o
            join pg_namespace schema on schema.oid = o.oprnamespace
            where o.oid = op.oprnegate
        ),
        'RESTRICT = ' || nullif(op.oprrest, 0)::regproc,
        'JOIN = ' || nullif(op.oprjoin, 0)::regproc,
        case when op.oprcanhash then 'HASHES' end,
        case when op.oprcanmerge then 'MERGES' end) as options
from pg_operator op
join pg_namespace n on n.oid = op.oprnamespace
where op.oid >= 16384
    and n.nspname !~ '^pg_temp'
    and not exists (select from omitted o where o.classid = 'pg_operator'::regclass and o.objid = op.oid)
