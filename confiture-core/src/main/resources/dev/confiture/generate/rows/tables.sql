-- Tables that hold rows, by themselves or by their partitions.
select c.oid::bigint, quote_ident(n.nspname), quote_ident(c.relname), c.relkind = 'p', c.relispartition,
    array(
        select r.oid::bigint
        from pg_partition_tree(c.oid) p
        join pg_class r on r.oid = p.relid
        where c.relkind = 'p' and r.relkind = 'r'),
    array(
        with recursive ancestor (id) as (
            select i.inhparent from pg_inherits i where i.inhrelid = c.oid
            union
            select i.inhparent from ancestor a join pg_inherits i on i.inhrelid = a.id
        )
        select format('%I.%I', n.nspname, r.relname)
        from (
            select id from ancestor
            union all
            select t.typrelid from pg_type t where t.oid = c.reloftype
        ) source (id)
        join pg_class r on r.oid = source.id
        join pg_namespace n on n.oid = r.relnamespace
        order by 1)
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p')
    and c.relpersistence <> 't'
    and c.oid >= 16384
    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
order by 2, 3
