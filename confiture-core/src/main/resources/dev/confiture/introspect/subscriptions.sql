-- Without its connection, which holds a password.
select 'subscription', quote_ident(s.subname),
    concat_ws(', ',
        'owner ' || s.subowner::regrole,
        (select 'publications ' || string_agg(quote_ident(p), ', ' order by p collate "C") from unnest(s.subpublications) p),
        case when s.subenabled then 'enabled' else 'disabled' end)
from pg_subscription s
where s.subdbid = (select d.oid from pg_database d where d.datname = current_database())
