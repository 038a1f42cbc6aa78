select 'extension', quote_ident(e.extname),
    concat_ws(', ', 'version ' || e.extversion, 'schema ' || e.extnamespace::regnamespace, 'owner ' || e.extowner::regrole)
from pg_extension e
union all
-- ALTER … DEPENDS ON EXTENSION
select 'extension dependency',
    format('%s %s on %s', object.type, object.identity, quote_ident(e.extname)), 'drops with the extension'
from pg_depend d
join pg_extension e on e.oid = d.refobjid
cross join pg_identify_object(d.classid, d.objid, d.objsubid) object
where d.refclassid = 'pg_extension'::regclass and d.deptype = 'x'
