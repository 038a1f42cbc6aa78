select 'statistics' as kind, s.stxnamespace::regnamespace::text as container, quote_ident(s.stxname) as name,
    format('%s:%s:0', 'pg_statistic_ext'::regclass::oid, s.oid) as address,
    format('%s:%s:0', 'pg_class'::regclass::oid, s.stxrelid) as needs,
    format('%s.%I', r.relnamespace::regnamespace, r.relname) as relation,
    pg_get_statisticsobjdef(s.oid) as definition,
    nullif(s.stxstattarget, -1)::text as statistics_target
from pg_statistic_ext s
join pg_class r on r.oid = s.stxrelid
where not exists (select from omitted o where o.classid = 'pg_statistic_ext'::regclass and o.objid = s.oid)
