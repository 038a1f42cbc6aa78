-- Options are told where they are not the default's. pubgencols, of 18, is read by name.
select 'publication' as kind, quote_ident(p.pubname) as name,
    format('%s:%s:0', 'pg_publication'::regclass::oid, p.oid) as address,
    case when p.puballtables then 'true' end as all_tables,
    nullif(concat_ws(E'\n',
        case when not (p.pubinsert and p.pubupdate and p.pubdelete and p.pubtruncate) then
            format('publish = %L', concat_ws(', ',
                case when p.pubinsert then 'insert' end,
                case when p.pubupdate then 'update' end,
                case when p.pubdelete then 'delete' end,
                case when p.pubtruncate then 'truncate' end))
        end,
        case when p.pubviaroot then 'publish_via_partition_root = true' end,
        case to_jsonb(p) ->> 'pubgencols' when 's' then 'publish_generated_columns = stored' end), '') as options
from pg_publication p
where p.oid >= 16384
    and not exists (select from omitted o where o.classid = 'pg_publication'::regclass and o.objid = p.oid)
