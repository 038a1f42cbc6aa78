-- Triggers that users made. The clones on partitions are internal up to 14; those of foreign keys are no triggers of users.
-- A clone is inherited unless somebody enabled or disabled it by itself.
select 'trigger' as kind, format('%s.%I', c.relnamespace::regnamespace, c.relname) as container, quote_ident(t.tgname) as name,
    format('%s:%s:0', 'pg_trigger'::regclass::oid, t.oid) as address,
    pg_get_triggerdef(t.oid) as definition,
    case t.tgenabled when 'D' then 'DISABLE' when 'R' then 'ENABLE REPLICA' when 'A' then 'ENABLE ALWAYS' end as enabled,
    (
        select format('%s.%I', r.relnamespace::regnamespace, r.relname)
        from pg_trigger p
        join pg_class r on r.oid = p.tgrelid
        where p.oid = t.tgparentid
    ) as parent,
    (select 'true' from pg_trigger p where p.oid = t.tgparentid and p.tgenabled = t.tgenabled) as inherited
from pg_trigger t
join pg_class c on c.oid = t.tgrelid
left join pg_constraint k on k.oid = t.tgconstraint
where (not t.tgisinternal or t.tgparentid <> 0)
    and (k.contype is null or k.contype = 't')
    and t.oid >= 16384
    and c.relpersistence <> 't'
    and not exists (select from omitted o where o.classid = 'pg_trigger'::regclass and o.objid = t.oid)
