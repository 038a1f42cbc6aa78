-- Only where it is not the default: the primary key.
select 'replica_identity' as kind, format('%s.%I', r.relnamespace::regnamespace, r.relname) as container, 'rows' as name,
    'pg_class'::regclass::oid || ':' || c.oid || ':0' as needs,
    case r.relreplident when 'f' then 'FULL' when 'n' then 'NOTHING' else 'USING INDEX ' || quote_ident(c.relname) end as definition
from pg_class r
left join pg_index x on x.indrelid = r.oid and x.indisreplident
left join pg_class c on c.oid = x.indexrelid
where r.relkind in ('r', 'p', 'm')
    and (r.relreplident in ('f', 'n') or r.relreplident = 'i' and c.oid is not null)
    and r.oid >= 16384
    and r.relpersistence <> 't'
    and not exists (select from omitted o where o.classid = 'pg_class'::regclass and o.objid = r.oid)
