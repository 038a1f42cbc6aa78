-- Constraints of tables and domains. Copies of a foreign key that the server makes for partitions carry invented names and
-- are implied by their parent, so they are left out. Whether a partition states itself what its parent forbids to be null means
-- nothing: it cannot be without, and has it for itself once it is detached.
select 'constraint',
    format('%I on %s', con.conname, coalesce(nullif(con.conrelid, 0)::regclass::text, con.contypid::regtype::text)),
    concat_ws(' ',
        pg_get_constraintdef(con.oid),
        case when con.coninhcount > 0 then case when con.conislocal and not (con.contype = 'n' and c.relispartition) then 'inherited and local' else 'inherited' end end,
        case
            when con.contype = 'f' and exists (
                select from pg_trigger t where t.tgconstraint = con.oid and t.tgisinternal and t.tgenabled <> 'O'
            ) then 'triggers not as created'
        end)
from pg_constraint con
left join pg_class c on c.oid = con.conrelid
where con.oid >= 16384
    and con.contype in ('c', 'f', 'n', 'p', 'u', 'x')
    and (con.contype <> 'f' or con.conparentid = 0)
    and c.relpersistence is distinct from 't'
    and not exists (select from omitted o where o.classid = 'pg_constraint'::regclass and o.objid = con.oid)
    and not exists (select from omitted o where o.classid = 'pg_class'::regclass and o.objid = con.conrelid)
    and not exists (select from omitted o where o.classid = 'pg_type'::regclass and o.objid = con.contypid)
