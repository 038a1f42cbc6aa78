select 'operator', op.oid::regoperator::text,
    concat_ws(', ',
        'owner ' || op.oprowner::regrole,
        'returns ' || op.oprresult::regtype,
        'function ' || op.oprcode::regproc,
        'commutator ' || nullif(op.oprcom, 0)::regoperator, 'negator ' || nullif(op.oprnegate, 0)::regoperator,
        'restrict ' || nullif(op.oprrest, 0)::regproc, 'join ' || nullif(op.oprjoin, 0)::regproc,
        case when op.oprcanhash then 'hashes' end, case when op.oprcanmerge then 'merges' end)
from pg_operator op
where op.oid >= 16384
    and not exists (select from omitted o where o.classid = 'pg_operator'::regclass and o.objid = op.oid)
union all
select 'operator class', format('%s.%I using %I', oc.opcnamespace::regnamespace, oc.opcname, am.amname),
    concat_ws(', ',
        'owner ' || oc.opcowner::regrole,
        format('family %s.%I', f.opfnamespace::regnamespace, f.opfname),
        'for ' || oc.opcintype::regtype,
        'storage ' || nullif(oc.opckeytype, 0)::regtype,
        case when oc.opcdefault then 'default' end)
from pg_opclass oc
join pg_am am on am.oid = oc.opcmethod
join pg_opfamily f on f.oid = oc.opcfamily
where oc.oid >= 16384
    and not exists (select from omitted o where o.classid = 'pg_opclass'::regclass and o.objid = oc.oid)
union all
select 'operator family', format('%s.%I using %I', f.opfnamespace::regnamespace, f.opfname, am.amname),
    concat_ws(', ',
        'owner ' || f.opfowner::regrole,
        (
            select string_agg(
                format('operator %s %s', member.amopstrategy, member.amopopr::regoperator)
                    || coalesce(' for order by ' || sort.opfnamespace::regnamespace || '.' || quote_ident(sort.opfname), ''),
                ', ' order by member.amopstrategy, member.amopopr::regoperator::text collate "C")
            from pg_amop member
            left join pg_opfamily sort on sort.oid = member.amopsortfamily
            where member.amopfamily = f.oid
        ),
        (
            select string_agg(
                format('function %s (%s, %s) %s', member.amprocnum, member.amproclefttype::regtype, member.amprocrighttype::regtype, member.amproc::regprocedure),
                ', ' order by member.amprocnum, member.amproc::regprocedure::text collate "C")
            from pg_amproc member
            where member.amprocfamily = f.oid
        ))
from pg_opfamily f
join pg_am am on am.oid = f.opfmethod
where f.oid >= 16384
    and not exists (select from omitted o where o.classid = 'pg_opfamily'::regclass and o.objid = f.oid)
union all
select 'cast', format('%s as %s', format_type(c.castsource, null), format_type(c.casttarget, null)),
    format('%s %s %s', c.castcontext, c.castmethod, nullif(c.castfunc, 0)::regprocedure)
from pg_cast c
where c.oid >= 16384
    and not exists (select from omitted o where o.classid = 'pg_cast'::regclass and o.objid = c.oid)
union all
select 'access method', quote_ident(am.amname), format('%s handler %s', am.amtype, am.amhandler)
from pg_am am
where am.oid >= 16384
    and not exists (select from omitted o where o.classid = 'pg_am'::regclass and o.objid = am.oid)
