select 'text search configuration', c.oid::regconfig::text,
    concat_ws(E'\n',
        format('owner %s, parser %s.%I', c.cfgowner::regrole, p.prsnamespace::regnamespace, p.prsname),
        (
            select string_agg(token.alias || ' with ' || token.dictionaries, E'\n' order by token.alias collate "C")
            from (
                select type.alias, string_agg(m.mapdict::regdictionary::text, ', ' order by m.mapseqno) as dictionaries
                from pg_ts_config_map m
                join ts_token_type(c.cfgparser) type on type.tokid = m.maptokentype
                where m.mapcfg = c.oid
                group by type.alias
            ) token
        ))
from pg_ts_config c
join pg_ts_parser p on p.oid = c.cfgparser
where c.oid >= 16384
    and not exists (select from omitted o where o.classid = 'pg_ts_config'::regclass and o.objid = c.oid)
union all
select 'text search dictionary', d.oid::regdictionary::text,
    concat_ws(', ',
        'owner ' || d.dictowner::regrole,
        format('template %s.%I', t.tmplnamespace::regnamespace, t.tmplname),
        (select string_agg(o, ', ' order by o collate "C") from regexp_split_to_table(d.dictinitoption, ', ') o))
from pg_ts_dict d
join pg_ts_template t on t.oid = d.dicttemplate
where d.oid >= 16384
    and not exists (select from omitted o where o.classid = 'pg_ts_dict'::regclass and o.objid = d.oid)
union all
select 'text search parser', format('%s.%I', p.prsnamespace::regnamespace, p.prsname),
    format('start %s, token %s, end %s, headline %s, lextypes %s', p.prsstart, p.prstoken, p.prsend, p.prsheadline, p.prslextype)
from pg_ts_parser p
where p.oid >= 16384
    and not exists (select from omitted o where o.classid = 'pg_ts_parser'::regclass and o.objid = p.oid)
union all
select 'text search template', format('%s.%I', t.tmplnamespace::regnamespace, t.tmplname),
    format('init %s, lexize %s', t.tmplinit, t.tmpllexize)
from pg_ts_template t
where t.oid >= 16384
    and not exists (select from omitted o where o.classid = 'pg_ts_template'::regclass and o.objid = t.oid)
