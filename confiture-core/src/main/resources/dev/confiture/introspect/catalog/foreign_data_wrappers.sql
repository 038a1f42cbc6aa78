select 'foreign_data_wrapper' as kind, quote_ident(f.fdwname) as name, format('%s:%s:0', f.tableoid, f.oid) as address,
    nullif(f.fdwhandler, 0)::regproc as handler,
    nullif(f.fdwvalidator, 0)::regproc as validator,
    (
        select string_agg(quote_ident(o.option_name) || ' ' || quote_literal(o.option_value), E'\n' order by o.option_name collate "C")
        from pg_options_to_table(f.fdwoptions) o
    ) as options
from pg_foreign_data_wrapper f
where f.oid >= 16384
    and not exists (select from omitted o where o.classid = 'pg_foreign_data_wrapper'::regclass and o.objid = f.oid)
