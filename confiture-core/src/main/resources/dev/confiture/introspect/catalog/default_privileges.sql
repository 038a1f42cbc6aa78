-- ALTER DEFAULT PRIVILEGES: one object for each role, schema and sort of object. Those of the reader do not name it. The
-- definition has the lines of grants: without a schema how they differ from what the server gives, with one what they add.
select 'default_privileges' as kind,
    concat_ws(' ',
        case when d.defaclrole::regrole::text <> quote_ident(current_user) then 'FOR ROLE ' || d.defaclrole::regrole end,
        'IN SCHEMA ' || nullif(d.defaclnamespace, 0)::regnamespace,
        'ON ' || case d.defaclobjtype
            when 'r' then 'TABLES' when 'S' then 'SEQUENCES' when 'f' then 'FUNCTIONS' when 'T' then 'TYPES' when 'n' then 'SCHEMAS'
            when 'L' then 'LARGE OBJECTS'
        end) as name,
    format('%s:%s:0', 'pg_default_acl'::regclass::oid, d.oid) as address,
    coalesce((
        select string_agg(line, E'\n' order by line collate "C")
        from (
            select coalesce(given.line, '- ' || builtin.line)
            from (
                select distinct concat(case a.grantee when 0 then 'PUBLIC' when d.defaclrole then 'OWNER' else a.grantee::regrole::text end,
                    ' ', a.privilege_type, case when a.is_grantable then '*' end)
                from aclexplode(d.defaclacl) a
            ) given (line)
            full join (
                select distinct concat(case a.grantee when 0 then 'PUBLIC' else 'OWNER' end, ' ', a.privilege_type)
                from aclexplode(acldefault(case d.defaclobjtype when 'S' then 's' else d.defaclobjtype end, d.defaclrole)) a
                where d.defaclnamespace = 0
            ) builtin (line) on builtin.line = given.line
            where given.line is null or builtin.line is null
        ) differing (line)
    ), '') as definition
from pg_default_acl d
where not exists (select from omitted o where o.classid = 'pg_namespace'::regclass and o.objid = d.defaclnamespace)
