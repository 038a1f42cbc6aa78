select 'statistics', format('%s.%I', s.stxnamespace::regnamespace, s.stxname),
    concat_ws(', ',
        -- a set of columns, which the server names in the order in which their table has them
        regexp_replace(pg_get_statisticsobjdef(s.oid), ' ON .*', ''),
        'ON ' || (select string_agg(a.attname, ', ' order by a.attname) from unnest(s.stxkeys) key
            join pg_attribute a on a.attrelid = s.stxrelid and a.attnum = key),
        'ON ' || array_to_string(pg_get_statisticsobjdef_expressions(s.oid), ', '),
        'FROM ' || s.stxrelid::regclass, 'owner ' || s.stxowner::regrole, 'target ' || nullif(s.stxstattarget, -1))
from pg_statistic_ext s
where not exists (select from omitted o where o.classid = 'pg_statistic_ext'::regclass and o.objid = s.oid)
