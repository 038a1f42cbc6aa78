-- Without its connection, which holds a password. Columns differ between majors, so they are read by name.
select 'subscription' as kind, quote_ident(s.subname) as name, format('%s:%s:0', 'pg_subscription'::regclass::oid, s.oid) as address,
    (select string_agg(quote_ident(p), E'\n' order by p collate "C") from unnest(s.subpublications) p) as publications,
    case when s.subenabled then 'true' end as enabled
from pg_subscription s
where s.subdbid = (select d.oid from pg_database d where d.datname = current_database())
