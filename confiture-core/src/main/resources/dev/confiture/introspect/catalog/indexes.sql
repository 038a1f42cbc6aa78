-- Without those behind constraints. The definition is what follows the table's name; storage parameters are taken out of it.
-- One of a partition is inherited if the server would make it, under this name, with the index of the parent; one of another
-- name has to be there before.
with index as (
    select c.oid, c.relname, c.relnamespace, c.reltablespace, c.reloptions, c.relkind, x.indisunique, x.indisvalid, x.indrelid, r.relname as table_name,
        format('%s.%I', r.relnamespace::regnamespace, r.relname) as relation, i.inhparent as parent,
        pg_get_indexdef(c.oid) as definition,
        case when c.reloptions is not null then (
            select format(' WITH (%s)', string_agg(
                quote_ident(split_part(o, '=', 1)) || '=' || case when quote_ident(v) = v then v else quote_literal(v) end, ', ' order by n))
            from unnest(c.reloptions) with ordinality option (o, n)
            cross join lateral (select substr(o, strpos(o, '=') + 1) as v) value
            having count(*) > 0
        ) end as with_options,
        case when i.inhparent is not null then (
            select string_agg(a.attname, '_' order by a.attnum) from pg_attribute a where a.attrelid = c.oid
        ) end as columns
    from pg_index x
    join pg_class c on c.oid = x.indexrelid
    join pg_class r on r.oid = x.indrelid
    left join pg_inherits i on i.inhrelid = c.oid
    where c.oid >= 16384
        and r.relkind in ('r', 'p', 'm')
        and c.relpersistence <> 't'
        and not exists (select from pg_constraint k where k.conindid = c.oid and k.contype in ('p', 'u', 'x'))
        and not exists (select from omitted o where o.classid = 'pg_class'::regclass and o.objid in (c.oid, r.oid))
),
judged as (
    select index.*,
        parent is not null and (length(table_name || columns) > 58 or relname ~ ('^' || regexp_replace(table_name || '_' || columns || '_idx', '([^[:alnum:]_])', '\\\1', 'g') || '[0-9]*$')) as inherited
    from index
),
child as (
    select parent, string_agg(format('%s:%s:0', 'pg_class'::regclass::oid, oid), ' ') as addresses
    from judged
    where parent is not null and not inherited
    group by parent
),
child_key as (
    select i.inhparent as parent, string_agg(format('%s:%s:0', 'pg_constraint'::regclass::oid, k.oid), ' ') as addresses
    from pg_constraint k
    join pg_inherits i on i.inhrelid = k.conindid
    where k.contype in ('p', 'u', 'x') and k.conparentid = 0
    group by i.inhparent
)
select 'index' as kind, x.relnamespace::regnamespace::text as container, quote_ident(x.relname) as name,
    format('%s:%s:0', 'pg_class'::regclass::oid, x.oid) as address,
    concat_ws(' ',
        format('%s:%s:0', 'pg_class'::regclass::oid, x.indrelid),
        case when x.inherited then format('%s:%s:0', 'pg_class'::regclass::oid, x.parent) end,
        child.addresses,
        child_key.addresses) as needs,
    x.relation,
    case when x.indisunique then 'true' end as "unique",
    replace(substr(x.definition, strpos(x.definition, ' USING ') + 1), coalesce(x.with_options, ''), '') as definition,
    case when x.indisvalid then 'true' end as valid,
    case when x.parent is not null then (select format('%s.%I', p.relnamespace::regnamespace, p.relname) from pg_class p where p.oid = x.parent) end as parent,
    case when x.reloptions is not null then (
        select string_agg(split_part(o, '=', 1) || '=' || substr(o, strpos(o, '=') + 1), E'\n' order by o collate "C")
        from unnest(x.reloptions) o
    ) end as options,
    case when x.reltablespace <> 0 then (select quote_ident(t.spcname) from pg_tablespace t where t.oid = x.reltablespace) end as tablespace,
    (
        select string_agg(format('%s %s', a.attnum, a.attstattarget), E'\n' order by a.attnum)
        from pg_attribute a
        where a.attrelid = x.oid and a.attstattarget >= 0
    ) as statistics_target,
    case when x.inherited then 'true' end as inherited
from judged x
left join child on child.parent = x.oid
left join child_key on child_key.parent = x.oid
