-- Options of a user mapping are named, not shown: they hold passwords.
select 'foreign data wrapper', quote_ident(f.fdwname),
    concat_ws(', ',
        'owner ' || f.fdwowner::regrole,
        'handler ' || nullif(f.fdwhandler, 0)::regprocedure,
        'validator ' || nullif(f.fdwvalidator, 0)::regprocedure,
        (select 'options (' || string_agg(o, ', ' order by o collate "C") || ')' from unnest(f.fdwoptions) o))
from pg_foreign_data_wrapper f
where not exists (select from omitted o where o.classid = 'pg_foreign_data_wrapper'::regclass and o.objid = f.oid)
union all
select 'foreign server', quote_ident(s.srvname),
    concat_ws(', ',
        'owner ' || s.srvowner::regrole,
        'wrapper ' || quote_ident(f.fdwname),
        'type ' || quote_literal(s.srvtype),
        'version ' || quote_literal(s.srvversion),
        (select 'options (' || string_agg(o, ', ' order by o collate "C") || ')' from unnest(s.srvoptions) o))
from pg_foreign_server s
join pg_foreign_data_wrapper f on f.oid = s.srvfdw
where not exists (select from omitted o where o.classid = 'pg_foreign_server'::regclass and o.objid = s.oid)
union all
select 'user mapping',
    format('for %s server %I', case when u.umuser = 0 then 'public' else u.umuser::regrole::text end, u.srvname),
    format('options (%s)', (select string_agg(split_part(o, '=', 1), ', ' order by o collate "C") from unnest(u.umoptions) o))
from pg_user_mappings u
