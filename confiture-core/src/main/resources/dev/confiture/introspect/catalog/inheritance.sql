-- The order of several parents counts: it decides whose defaults win.
select 'inheritance' as kind, format('%s.%I', c.relnamespace::regnamespace, c.relname) as container,
    format('%s.%I', p.relnamespace::regnamespace, p.relname) as name,
    concat_ws(' ', format('%s:%s:0', 'pg_class'::regclass::oid, p.oid), format('%s:%s:0', 'pg_class'::regclass::oid, c.oid)) as needs,
    pg_get_expr(c.relpartbound, c.oid) as bounds,
    (
        select condition
        from pg_get_partition_constraintdef(c.oid) condition
        where condition !~ 'satisfies_hash_partition' and pg_get_expr(c.relpartbound, c.oid) <> 'DEFAULT'
    ) as partition_check,
    case when count(*) over (partition by c.oid) > 1 then row_number() over (partition by c.oid order by i.inhseqno) end as sequence_number,
    case when i.inhdetachpending then 'true' end as detach_pending
from pg_inherits i
join pg_class c on c.oid = i.inhrelid
join pg_class p on p.oid = i.inhparent
where c.relkind in ('r', 'p', 'f')
    and c.oid >= 16384
    and c.relpersistence <> 't'
    and not exists (select from omitted o where o.classid = 'pg_class'::regclass and o.objid = c.oid)
