-- What a sequence is, not how far it has counted; those of identity columns are told with their column.
select 'sequence' as kind, c.relnamespace::regnamespace::text as container, quote_ident(c.relname) as name,
    format('%s:%s:0', 'pg_class'::regclass::oid, c.oid) as address,
    case when c.relpersistence = 'u' then 'true' end as unlogged,
    nullif(s.seqtypid, 'int8'::regtype)::regtype::text as type,
    nullif(concat_ws(E'\n',
        case when s.seqstart <> case when s.seqincrement > 0 then s.seqmin else s.seqmax end then 'START WITH ' || s.seqstart end,
        'INCREMENT BY ' || nullif(s.seqincrement, 1),
        'MINVALUE ' || nullif(s.seqmin, case when s.seqincrement > 0 then 1 else range.least end),
        'MAXVALUE ' || nullif(s.seqmax, case when s.seqincrement > 0 then range.greatest else -1 end),
        'CACHE ' || nullif(s.seqcache, 1),
        case when s.seqcycle then 'CYCLE' end), '') as sequence_options
from pg_sequence s
join pg_class c on c.oid = s.seqrelid
join (
    values ('int2'::regtype, -32768::bigint, 32767::bigint), ('int4', -2147483648, 2147483647),
        ('int8', -9223372036854775808, 9223372036854775807)
) range (type, least, greatest) on range.type = s.seqtypid
where c.oid >= 16384
    and c.relpersistence <> 't'
    and not exists (
        select from pg_depend d
        where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'i' and d.refclassid = 'pg_class'::regclass
    )
    and not exists (select from omitted o where o.classid = 'pg_class'::regclass and o.objid = c.oid)
