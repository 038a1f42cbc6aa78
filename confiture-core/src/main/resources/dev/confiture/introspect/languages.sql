select 'language', quote_ident(l.lanname),
    concat_ws(', ',
        'owner ' || l.lanowner::regrole,
        case when l.lanpltrusted then 'trusted' end,
        'handler ' || nullif(l.lanplcallfoid, 0)::regprocedure,
        'inline ' || nullif(l.laninline, 0)::regprocedure,
        'validator ' || nullif(l.lanvalidator, 0)::regprocedure)
from pg_language l
where l.oid >= 16384
    and not exists (select from omitted o where o.classid = 'pg_language'::regclass and o.objid = l.oid)
union all
select 'transform', format('for %s language %I', t.trftype::regtype, l.lanname),
    format('from sql with %s, to sql with %s', nullif(t.trffromsql, 0)::regprocedure, nullif(t.trftosql, 0)::regprocedure)
from pg_transform t
join pg_language l on l.oid = t.trflang
where t.oid >= 16384
    and not exists (select from omitted o where o.classid = 'pg_transform'::regclass and o.objid = t.oid)
union all
select 'conversion', format('%s.%I', c.connamespace::regnamespace, c.conname),
    concat_ws(', ',
        'owner ' || c.conowner::regrole,
        format('from %s to %s with %s', pg_encoding_to_char(c.conforencoding), pg_encoding_to_char(c.contoencoding), c.conproc),
        case when c.condefault then 'default' end)
from pg_conversion c
where c.oid >= 16384
    and not exists (select from omitted o where o.classid = 'pg_conversion'::regclass and o.objid = c.oid)
