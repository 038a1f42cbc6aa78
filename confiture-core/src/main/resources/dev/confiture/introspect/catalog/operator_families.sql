-- Members of a family stand in it on their own, or are part of one of its classes: then they stand there.
with member (owner, text) as (
    select d.refobjid,
        format('OPERATOR %s %s', m.amopstrategy, m.amopopr::regoperator)
            || case when sort.oid is null then '' else format(' FOR ORDER BY %s.%I', sort.opfnamespace::regnamespace, sort.opfname) end
    from pg_amop m
    join pg_depend d on d.classid = m.tableoid and d.objid = m.oid
        and (d.refclassid = 'pg_opclass'::regclass and d.deptype = 'i' or d.refclassid = 'pg_opfamily'::regclass and d.deptype = 'a')
    left join pg_opfamily sort on sort.oid = m.amopsortfamily
    where m.oid >= 16384
    union all
    select d.refobjid,
        format('FUNCTION %s (%s, %s) %s', m.amprocnum, format_type(m.amproclefttype, null), format_type(m.amprocrighttype, null), m.amproc::regprocedure)
    from pg_amproc m
    join pg_depend d on d.classid = m.tableoid and d.objid = m.oid
        and (d.refclassid = 'pg_opclass'::regclass and d.deptype = 'i' or d.refclassid = 'pg_opfamily'::regclass and d.deptype = 'a')
    where m.oid >= 16384
)
select 'operator_family' as kind, quote_ident(n.nspname) as container, format('%I USING %I', f.opfname, am.amname) as name,
    format('%s:%s:0', f.tableoid, f.oid) as address,
    (select string_agg(m.text, E'\n' order by m.text collate "C") from member m where m.owner = f.oid) as members,
    null as definition
from pg_opfamily f
join pg_namespace n on n.oid = f.opfnamespace
join pg_am am on am.oid = f.opfmethod
where f.oid >= 16384
    and n.nspname !~ '^pg_temp'
    and not exists (select from omitted o where o.classid = 'pg_opfamily'::regclass and o.objid = f.oid)
union all
select 'operator_class', quote_ident(n.nspname), format('%I USING %I', c.opcname, am.amname), format('%s:%s:0', c.tableoid, c.oid),
    null,
    format(E'CREATE OPERATOR CLASS %I.%I %sFOR TYPE %s USING %I FAMILY %I.%I AS\n    %s', n.nspname, c.opcname,
        case when c.opcdefault then 'DEFAULT ' end, format_type(c.opcintype, null), am.amname, family.nspname, f.opfname,
        concat_ws(E',\n    ',
            (select string_agg(m.text, E',\n    ' order by m.text collate "C") from member m where m.owner = c.oid),
            'STORAGE ' || format_type(coalesce(nullif(c.opckeytype, 0), case when not exists (select from member m where m.owner = c.oid) then c.opcintype end), null)))
from pg_opclass c
join pg_namespace n on n.oid = c.opcnamespace
join pg_am am on am.oid = c.opcmethod
join pg_opfamily f on f.oid = c.opcfamily
join pg_namespace family on family.oid = f.opfnamespace
where c.oid >= 16384
    and n.nspname !~ '^pg_temp'
    and not exists (select from omitted o where o.classid = 'pg_opclass'::regclass and o.objid = c.oid)
