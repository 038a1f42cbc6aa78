select 'comment', format('on %s %s', object.type, object.identity), d.description
from pg_description d
cross join pg_identify_object(d.classoid, d.objoid, d.objsubid) object
where (d.objoid >= 16384 or (d.classoid = 'pg_namespace'::regclass and d.objoid = to_regnamespace('public')))
    and not exists (select from omitted o where o.classid = d.classoid and o.objid = d.objoid)
union all
select 'comment', 'on database', d.description
from pg_shdescription d
where d.classoid = 'pg_database'::regclass
    and d.objoid = (select oid from pg_database where datname = current_database())
union all
select 'security label', format('%s on %s %s', l.provider, object.type, object.identity), l.label
from pg_seclabel l
cross join pg_identify_object(l.classoid, l.objoid, l.objsubid) object
where not exists (select from omitted o where o.classid = l.classoid and o.objid = l.objoid)
