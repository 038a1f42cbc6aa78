select 'cast' as kind, format('(%s AS %s)', cast_types.source, cast_types.target) as name, format('%s:%s:0', c.tableoid, c.oid) as address,
    format('CREATE CAST (%s AS %s) %s', cast_types.source, cast_types.target,
        concat_ws(' ',
            case c.castmethod
                when 'f' then 'WITH FUNCTION ' || c.castfunc::regprocedure
                when 'i' then 'WITH INOUT'
                when 'b' then 'WITHOUT FUNCTION'
            end,
            case c.castcontext when 'a' then 'AS ASSIGNMENT' when 'i' then 'AS IMPLICIT' end)) as definition
from pg_cast c
cross join lateral (select format_type(c.castsource, null), format_type(c.casttarget, null)) cast_types (source, target)
where c.oid >= 16384
    -- from a range to its multirange
    and not exists (
        select from pg_depend d
        where d.classid = c.tableoid and d.objid = c.oid and d.refclassid = 'pg_type'::regclass and d.deptype = 'i'
    )
    and not exists (select from omitted o where o.classid = 'pg_cast'::regclass and o.objid = c.oid)
