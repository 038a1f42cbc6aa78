-- What has no query: of the catalogs that hold objects of one database, those are pg_am, pg_transform and pg_seclabel; large
-- objects are data, and what a cluster's databases share (roles, tablespaces, parameters) is not theirs.
select format('access method %I of type %s by %s', a.amname, a.amtype, a.amhandler)
from pg_am a
where a.oid >= 16384 and not exists (select from omitted o where o.classid = 'pg_am'::regclass and o.objid = a.oid)
union all
select format('transform for %s language %I: %s', t.trftype::regtype, l.lanname,
    concat_ws(', ', 'from sql with ' || nullif(t.trffromsql, 0)::regprocedure, 'to sql with ' || nullif(t.trftosql, 0)::regprocedure))
from pg_transform t
join pg_language l on l.oid = t.trflang
where t.oid >= 16384 and not exists (select from omitted o where o.classid = 'pg_transform'::regclass and o.objid = t.oid)
union all
select format('security label %s on %s %s: %s', l.provider, object.type, object.identity, l.label)
from pg_seclabel l
cross join pg_identify_object(l.classoid, l.objoid, l.objsubid) object
where not exists (select from omitted o where o.classid = l.classoid and o.objid = l.objoid)
union all
select format('security label %s on the database: %s', l.provider, l.label)
from pg_shseclabel l
where l.classoid = 'pg_database'::regclass and l.objoid = (select oid from pg_database where datname = current_database())
union all
select 'comment on the database: ' || d.description
from pg_shdescription d
where d.classoid = 'pg_database'::regclass and d.objoid = (select oid from pg_database where datname = current_database())
union all
-- what a user added to a family of the server
select format('%s in operator family %s.%I', pg_describe_object(d.classid, d.objid, 0), f.opfnamespace::regnamespace, f.opfname)
from pg_depend d
join pg_opfamily f on d.refclassid = f.tableoid and d.refobjid = f.oid
where d.classid in ('pg_amop'::regclass, 'pg_amproc'::regclass)
    and d.deptype = 'a'
    and d.objid >= 16384
    and f.oid < 16384
    and not exists (select from omitted o where o.classid = d.classid and o.objid = d.objid)
union all
-- kinds of relations and types that a later server may have
select format('relation %s of kind %s', c.oid::regclass, c.relkind)
from pg_class c
where c.oid >= 16384 and c.relkind not in ('r', 'p', 'f', 'v', 'm', 'S', 'i', 'I', 'c', 't')
    and not exists (select from omitted o where o.classid = 'pg_class'::regclass and o.objid = c.oid)
union all
select format('type %s of kind %s', t.oid::regtype, t.typtype)
from pg_type t
where t.oid >= 16384 and t.typtype not in ('b', 'c', 'd', 'e', 'm', 'r') and t.typisdefined
    and not exists (select from omitted o where o.classid = 'pg_type'::regclass and o.objid = t.oid)
