-- Passwords are kept in options: of those that are not known to be harmless only the name leaves the server.
select 'user_mapping' as kind, quote_ident(u.srvname) as container,
    case when u.umuser = 0 then 'PUBLIC' else u.umuser::regrole::text end as name,
    format('%s:%s:0', 'pg_user_mapping'::regclass::oid, u.umid) as address,
    (
        select string_agg(
            quote_ident(o.option_name) || case when o.option_name in ('user', 'username', 'password_required') then ' ' || quote_literal(o.option_value) else '' end,
            E'\n' order by o.option_name collate "C")
        from pg_options_to_table(u.umoptions) o
    ) as options
from pg_user_mappings u
where not exists (select from omitted o where o.classid = 'pg_user_mapping'::regclass and o.objid = u.umid)
