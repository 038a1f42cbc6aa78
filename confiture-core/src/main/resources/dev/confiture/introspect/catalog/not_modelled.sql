select 'access method ' || quote_ident(a.amname)
from pg_am a
where a.oid >= 16384 and not exists (select from omitted o where o.classid = 'pg_am'::regclass and o.objid = a.oid)
union all
select 'transform for ' || t.trftype::regtype || ' language ' || l.lanname
from pg_transform t
join pg_language l on l.oid = t.trflang
where t.oid >= 16384 and not exists (select from omitted o where o.classid = 'pg_transform'::regclass and o.objid = t.oid)
union all
select format('security label %s on %s %s: %s', l.provider, object.type, object.identity, l.label)
from pg_seclabel l
cross join pg_identify_object(l.classoid, l.objoid, l.objsubid) object
where not exists (select from omitted o where o.classid = l.classoid and o.objid = l.objoid)
