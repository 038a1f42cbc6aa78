select 'statistics', format('%s.%I', s.stxnamespace::regnamespace, s.stxname),
    concat_ws(', ', pg_get_statisticsobjdef(s.oid), 'owner ' || s.stxowner::regrole, 'target ' || nullif(s.stxstattarget, -1))
from pg_statistic_ext s
where not exists (select from omitted o where o.classid = 'pg_statistic_ext'::regclass and o.objid = s.oid)
