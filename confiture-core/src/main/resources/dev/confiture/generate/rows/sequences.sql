-- Sequences, those of identity columns too, with the last number, null for one that gave none, and the column that owns them.
select quote_ident(n.nspname), quote_ident(c.relname), s.last_value, s.increment_by > 0, o.relation, o.column_name
from pg_sequences s
join pg_namespace n on n.nspname = s.schemaname
join pg_class c on c.relnamespace = n.oid and c.relname = s.sequencename
left join lateral (
    select format('%I.%I', m.nspname, r.relname) as relation, quote_ident(a.attname) as column_name
    from pg_depend d
    join pg_class r on r.oid = d.refobjid
    join pg_namespace m on m.oid = r.relnamespace
    join pg_attribute a on a.attrelid = r.oid and a.attnum = d.refobjsubid
    where d.classid = 'pg_class'::regclass and d.objid = c.oid
        and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
    limit 1
) o on true
where c.relpersistence <> 't'
