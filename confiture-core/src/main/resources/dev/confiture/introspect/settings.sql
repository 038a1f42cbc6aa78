select 'database setting', coalesce('for role ' || nullif(s.setrole, 0)::regrole, 'for every role'),
    (select string_agg(setting, E'\n' order by setting collate "C") from unnest(s.setconfig) setting)
from pg_db_role_setting s
where s.setdatabase = (select oid from pg_database where datname = current_database())
