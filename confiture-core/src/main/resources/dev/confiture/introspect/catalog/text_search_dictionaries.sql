-- The server keeps the options as one text; a line here is one of them: name = value.
select 'text_search_dictionary' as kind, quote_ident(n.nspname) as container, quote_ident(d.dictname) as name,
    format('%s:%s:0', d.tableoid, d.oid) as address,
    format('%I.%I', template.nspname, t.tmplname) as template,
    (
        select string_agg(option[1], E'\n' order by option[1] collate "C")
        from regexp_matches(d.dictinitoption, $re$((?:"(?:[^"]|"")+"|[^\s"=,]+) = (?:E?'(?:[^'\\]|''|\\.)*'|[^\s',]+))$re$, 'g') option
    ) as options
from pg_ts_dict d
join pg_namespace n on n.oid = d.dictnamespace
join pg_ts_template t on t.oid = d.dicttemplate
join pg_namespace template on template.oid = t.tmplnamespace
where d.oid >= 16384
    and not exists (select from omitted o where o.classid = 'pg_ts_dict'::regclass and o.objid = d.oid)
