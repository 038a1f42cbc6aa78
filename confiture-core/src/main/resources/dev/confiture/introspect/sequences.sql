-- What a sequence is, not how far it has counted.
select 'sequence', c.oid::regclass::text,
    concat_ws(', ',
        'owner ' || c.relowner::regrole,
        case when c.relpersistence = 'u' then 'unlogged' end,
        format('as %s start %s increment %s minimum %s maximum %s cache %s',
            s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache),
        case when s.seqcycle then 'cycle' end,
        (
            select format(case d.deptype when 'i' then 'identity of %s.%I' else 'owned by %s.%I' end, d.refobjid::regclass, a.attname)
            from pg_depend d
            join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
            where d.classid = 'pg_class'::regclass
                and d.objid = c.oid
                and d.refclassid = 'pg_class'::regclass
                and d.deptype in ('a', 'i')
        ))
from pg_sequence s
join pg_class c on c.oid = s.seqrelid
where c.oid >= 16384
    and c.relpersistence <> 't'
    and not exists (select from omitted o where o.classid = 'pg_class'::regclass and o.objid = c.oid)
