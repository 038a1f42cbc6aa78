-- Type and version are literals.
select 'foreign_server' as kind, quote_ident(s.srvname) as name, format('%s:%s:0', s.tableoid, s.oid) as address,
    quote_literal(s.srvtype) as type,
    quote_literal(s.srvversion) as version,
    quote_ident(f.fdwname) as wrapper,
    (
        select string_agg(quote_ident(o.option_name) || ' ' || quote_literal(o.option_value), E'\n' order by o.option_name collate "C")
        from pg_options_to_table(s.srvoptions) o
    ) as options
from pg_foreign_server s
join pg_foreign_data_wrapper f on f.oid = s.srvfdw
where s.oid >= 16384
    and not exists (select from omitted o where o.classid = 'pg_foreign_server'::regclass and o.objid = s.oid)
