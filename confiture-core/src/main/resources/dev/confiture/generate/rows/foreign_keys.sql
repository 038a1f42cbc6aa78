select k.conrelid::bigint, k.confrelid::bigint,
    array(
        select quote_ident(a.attname)
        from unnest(k.conkey) with ordinality u (attnum, place)
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.attnum
        order by u.place),
    array(
        select quote_ident(a.attname)
        from unnest(k.confkey) with ordinality u (attnum, place)
        join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.attnum
        order by u.place)
from pg_constraint k
where k.contype = 'f' and k.conparentid = 0
order by k.conrelid, k.conname
