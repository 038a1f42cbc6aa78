-- The value is ready for SET … TO: elements of a list that the server quotes itself are literals of their own.
select 'database_setting' as kind,
    quote_ident(pair.name) || coalesce(' for ' || nullif(s.setrole, 0)::regrole, '') as name,
    null as address,
    quote_ident(pair.name) as setting,
    nullif(s.setrole, 0)::regrole::text as role,
    case
        when pair.name in ('local_preload_libraries', 'search_path', 'session_preload_libraries', 'shared_preload_libraries',
            'temp_tablespaces', 'unix_socket_directories')
        then coalesce((
            select string_agg(quote_literal(coalesce(replace(part[1], '""', '"'), part[2])), ', ' order by place)
            from regexp_matches(pair.value, '"((?:[^"]|"")*)"|([^,\s"]+)', 'g') with ordinality element (part, place)
        ), quote_literal(''))
        else quote_literal(pair.value)
    end as value
from pg_db_role_setting s
cross join unnest(s.setconfig) config
cross join lateral (select split_part(config, '=', 1), substr(config, strpos(config, '=') + 1)) pair (name, value)
where s.setdatabase = (select oid from pg_database where datname = current_database())
