-- ALTER … DEPENDS ON EXTENSION; the definition is what stands between ALTER and DEPENDS.
select 'extension_dependency' as kind, format('%s %s on %I', object.type, object.identity, e.extname) as name, null as address,
    format('%s:%s:0 %s:%s:0', d.classid, d.objid, e.tableoid, e.oid) as needs,
    quote_ident(e.extname) as extension,
    case d.classid
        when 'pg_proc'::regclass then (
            select format('%s %s.%I(%s)',
                case p.prokind when 'p' then 'PROCEDURE' else 'FUNCTION' end, p.pronamespace::regnamespace::text, p.proname,
                oidvectortypes(p.proargtypes))
            from pg_proc p
            where p.oid = d.objid
        )
        when 'pg_trigger'::regclass then (
            select format('TRIGGER %I ON %s', t.tgname, t.tgrelid::regclass)
            from pg_trigger t
            where t.oid = d.objid
        )
        else upper(object.type) || ' ' || object.identity
    end as definition
from pg_depend d
join pg_extension e on e.oid = d.refobjid
cross join pg_identify_object(d.classid, d.objid, d.objsubid) object
where d.refclassid = 'pg_extension'::regclass
    and d.deptype = 'x'
    and not exists (select from omitted o where o.classid = d.classid and o.objid = d.objid)
