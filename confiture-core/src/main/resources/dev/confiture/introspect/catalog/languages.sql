select 'language' as kind, quote_ident(l.lanname) as name, format('%s:%s:0', l.tableoid, l.oid) as address,
    concat_ws(E'\n    ',
        format('CREATE OR REPLACE %sLANGUAGE %I', case when l.lanpltrusted then 'TRUSTED ' end, l.lanname),
        'HANDLER ' || nullif(l.lanplcallfoid, 0)::regproc,
        'INLINE ' || nullif(l.laninline, 0)::regproc,
        'VALIDATOR ' || nullif(l.lanvalidator, 0)::regproc) as definition
from pg_language l
where l.oid >= 16384
    and not exists (select from omitted o where o.classid = 'pg_language'::regclass and o.objid = l.oid)
