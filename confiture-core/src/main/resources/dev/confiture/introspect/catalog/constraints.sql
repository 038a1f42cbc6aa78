-- Of the copies of a foreign key that the server makes for partitions, those on the side of the referenced table carry invented
-- names and stand for nothing of their own. A partition's constraint is inherited if the server would make it, under this name,
-- with that of the parent; one of another name has to be there before. Its parent may also be an index without a constraint, which
-- is told by the schema before its name.
with partition_constraint as (
    select k.oid, k.conparentid,
        case k.contype
            when 'f' then k.conname = up.conname
            else length(concat_ws('_', c.relname, columns.joined)) > 58
                or k.conname ~ ('^' || regexp_replace(concat_ws('_', c.relname, columns.joined), '([^[:alnum:]_])', '\\\1', 'g')
                    || case k.contype when 'p' then '_pkey' when 'u' then '_key' else '_excl' end || '[0-9]*$')
        end as is_made
    from pg_constraint k
    join pg_constraint up on up.oid = k.conparentid
    join pg_class c on c.oid = k.conrelid
    cross join lateral (
        select case when k.contype <> 'p' then string_agg(a.attname, '_' order by a.attnum) end as joined
        from pg_attribute a
        where k.contype <> 'f' and a.attrelid = k.conindid
    ) columns
    where k.conparentid <> 0 and k.conrelid <> up.conrelid
)
select case k.contype when 'f' then 'foreign_key' else 'constraint' end as kind,
    format('%s.%I', c.relnamespace::regnamespace, c.relname) as container, quote_ident(k.conname) as name,
    format('%s:%s:0', 'pg_constraint'::regclass::oid, k.oid) as address,
    concat_ws(' ',
        case when part.is_made then format('%s:%s:0', 'pg_constraint'::regclass::oid, k.conparentid) end,
        (
            select string_agg(format('%s:%s:0', 'pg_constraint'::regclass::oid, child.oid), ' ')
            from partition_constraint child
            where child.conparentid = k.oid and not child.is_made
        ),
        case when k.coninhcount > 0 and k.contype = 'c' then (
            select string_agg(format('%s:%s:0', 'pg_constraint'::regclass::oid, up.oid), ' ')
            from pg_inherits i
            join pg_constraint up on up.conrelid = i.inhparent and up.conname = k.conname and up.contype = 'c' and not up.connoinherit
            where i.inhrelid = k.conrelid
        ) end) as needs,
    regexp_replace(pg_get_constraintdef(k.oid), ' NOT VALID$', '') as definition,
    case when coalesce(x.indisvalid, k.convalidated) then 'true' end as valid,
    case when ic.reloptions is not null then (
        select string_agg(split_part(o, '=', 1) || '=' || substr(o, strpos(o, '=') + 1), E'\n' order by o collate "C")
        from unnest(ic.reloptions) o
    ) end as options,
    case when ic.reltablespace <> 0 then (select quote_ident(t.spcname) from pg_tablespace t where t.oid = ic.reltablespace) end as tablespace,
    case
        when k.contype = 'f' and exists (
            select from pg_trigger t where t.tgconstraint = k.oid and t.tgisinternal and t.tgenabled <> 'O'
        ) then 'triggers not as created'
    end as enabled,
    case
        when part.oid is not null then quote_ident(up.conname)
        when up.oid is null and ic.relispartition then (
            select format('%s.%I', p.relnamespace::regnamespace, p.relname)
            from pg_inherits i
            join pg_class p on p.oid = i.inhparent
            where i.inhrelid = x.indexrelid
        )
    end as parent,
    case when k.coninhcount > 0 and k.conislocal then 'true' end as merged,
    case when coalesce(part.is_made, k.coninhcount > 0 and not k.conislocal) then 'true' end as inherited
from pg_constraint k
join pg_class c on c.oid = k.conrelid
left join pg_constraint up on up.oid = k.conparentid
left join partition_constraint part on part.oid = k.oid
left join pg_index x on x.indexrelid = k.conindid and k.contype in ('p', 'u', 'x')
left join pg_class ic on ic.oid = x.indexrelid
where k.contype in ('c', 'f', 'p', 'u', 'x')
    and k.oid >= 16384
    and c.relpersistence <> 't'
    and up.conrelid is distinct from k.conrelid
    and not exists (select from omitted o where o.classid = 'pg_constraint'::regclass and o.objid = k.oid)
    and not exists (select from omitted o where o.classid = 'pg_class'::regclass and o.objid = k.conrelid)
