-- pubgencols, of 18, is read by name.
select 'publication', quote_ident(p.pubname),
    concat_ws(', ',
        'owner ' || p.pubowner::regrole,
        case when p.puballtables then 'all tables' end,
        (
            select 'publishes ' || string_agg(flag.name, ', ' order by flag.position)
            from (values (1, 'insert', p.pubinsert), (2, 'update', p.pubupdate), (3, 'delete', p.pubdelete), (4, 'truncate', p.pubtruncate))
                flag (position, name, set)
            where flag.set
        ),
        case when p.pubviaroot then 'via root' end,
        'generated columns ' || (columns ->> 'pubgencols'))
from pg_publication p
cross join to_jsonb(p) columns
