-- A line of mappings is the name of a kind of token and the dictionaries that it is looked up in.
select 'text_search_configuration' as kind, quote_ident(n.nspname) as container, quote_ident(c.cfgname) as name,
    format('%s:%s:0', c.tableoid, c.oid) as address,
    format('%I.%I', parser.nspname, p.prsname) as parser,
    (
        select string_agg(token.alias || ' WITH ' || token.dictionaries, E'\n' order by token.alias collate "C")
        from (
            select quote_ident(type.alias) as alias, string_agg(m.mapdict::regdictionary::text, ', ' order by m.mapseqno) as dictionaries
            from pg_ts_config_map m
            join ts_token_type(c.cfgparser) type on type.tokid = m.maptokentype
            where m.mapcfg = c.oid
            group by type.alias
        ) token
    ) as mappings
from pg_ts_config c
join pg_namespace n on n.oid = c.cfgnamespace
join pg_ts_parser p on p.oid = c.cfgparser
join pg_namespace parser on parser.oid = p.prsnamespace
where c.oid >= 16384
    and not exists (select from omitted o where o.classid = 'pg_ts_config'::regclass and o.objid = c.oid)
