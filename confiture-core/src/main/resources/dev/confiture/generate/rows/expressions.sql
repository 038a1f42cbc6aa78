-- What decides whether a column takes a value: the literals in it are good guesses. A partition's bounds count for every
-- column of its root.
select k.conrelid::bigint, quote_ident(a.attname), coalesce(pg_get_constraintdef(k.oid), '')
from pg_constraint k
join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
where k.contype = 'c' and k.conrelid <> 0
union all
select a.attrelid::bigint, quote_ident(a.attname), coalesce(pg_get_constraintdef(k.oid), '')
from pg_constraint k
join pg_attribute a on a.atttypid = k.contypid
where k.contype = 'c' and k.contypid <> 0 and a.attnum > 0 and k.conrelid = 0
union all
select i.inhparent::bigint, quote_ident(a.attname), coalesce(pg_get_expr(c.relpartbound, c.oid), '')
from pg_class c
join pg_inherits i on i.inhrelid = c.oid
join pg_attribute a on a.attrelid = i.inhparent and a.attnum > 0
where c.relispartition
order by 1, 2, 3
