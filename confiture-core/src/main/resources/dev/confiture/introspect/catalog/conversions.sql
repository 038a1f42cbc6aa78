select 'conversion' as kind, quote_ident(n.nspname) as container, quote_ident(c.conname) as name, format('%s:%s:0', c.tableoid, c.oid) as address,
    format('CREATE %sCONVERSION %I.%I FOR %L TO %L FROM %s', case when c.condefault then 'DEFAULT ' end, n.nspname, c.conname,
        pg_encoding_to_char(c.conforencoding), pg_encoding_to_char(c.contoencoding), c.conproc) as definition
from pg_conversion c
join pg_namespace n on n.oid = c.connamespace
where c.oid >= 16384
    and not exists (select from omitted o where o.classid = 'pg_conversion'::regclass and o.objid = c.oid)
