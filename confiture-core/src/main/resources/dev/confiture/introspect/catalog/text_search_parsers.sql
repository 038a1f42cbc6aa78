select 'text_search_parser' as kind, quote_ident(n.nspname) as container, quote_ident(p.prsname) as name,
    format('%s:%s:0', p.tableoid, p.oid) as address,
    format(E'CREATE TEXT SEARCH PARSER %I.%I (\n    %s\n)', n.nspname, p.prsname,
        concat_ws(E',\n    ',
            'START = ' || p.prsstart::regproc, 'GETTOKEN = ' || p.prstoken::regproc, 'END = ' || p.prsend::regproc,
            'LEXTYPES = ' || p.prslextype::regproc, 'HEADLINE = ' || nullif(p.prsheadline, 0)::regproc)) as definition
from pg_ts_parser p
join pg_namespace n on n.oid = p.prsnamespace
where p.oid >= 16384
    and not exists (select from omitted o where o.classid = 'pg_ts_parser'::regclass and o.objid = p.oid)
union all
select 'text_search_template', quote_ident(n.nspname), quote_ident(t.tmplname), format('%s:%s:0', t.tableoid, t.oid),
    format(E'CREATE TEXT SEARCH TEMPLATE %I.%I (\n    %s\n)', n.nspname, t.tmplname,
        concat_ws(E',\n    ', 'INIT = ' || nullif(t.tmplinit, 0)::regproc, 'LEXIZE = ' || t.tmpllexize::regproc))
from pg_ts_template t
join pg_namespace n on n.oid = t.tmplnamespace
where t.oid >= 16384
    and not exists (select from omitted o where o.classid = 'pg_ts_template'::regclass and o.objid = t.oid)
