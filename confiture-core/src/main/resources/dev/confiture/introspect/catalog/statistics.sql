-- The server names columns by their position, which no statement on the statistics changes; here they are in order of their names.
select 'statistics' as kind, s.stxnamespace::regnamespace::text as container, quote_ident(s.stxname) as name,
    format('%s:%s:0', 'pg_statistic_ext'::regclass::oid, s.oid) as address,
    format('%s:%s:0', 'pg_class'::regclass::oid, s.stxrelid) as needs,
    format('%s.%I', r.relnamespace::regnamespace, r.relname) as relation,
    coalesce(
        replace(pg_get_statisticsobjdef(s.oid), ' ON ' || columns.by_position, ' ON ' || columns.by_name),
        pg_get_statisticsobjdef(s.oid)) as definition,
    nullif(s.stxstattarget, -1)::text as statistics_target
from pg_statistic_ext s
join pg_class r on r.oid = s.stxrelid
cross join lateral (
    select string_agg(quote_ident(a.attname), ', ' order by a.attnum) as by_position,
        string_agg(quote_ident(a.attname), ', ' order by a.attname) as by_name
    from pg_attribute a
    where a.attrelid = s.stxrelid and a.attnum = any (s.stxkeys::smallint[])
) columns
where not exists (select from omitted o where o.classid = 'pg_statistic_ext'::regclass and o.objid = s.oid)
