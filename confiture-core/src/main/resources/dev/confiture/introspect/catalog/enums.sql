-- A line of labels is one literal; a line break inside is written as \n.
select 'enum' as kind, quote_ident(n.nspname) as container, quote_ident(t.typname) as name, format('%s:%s:0', t.tableoid, t.oid) as address,
    (
        select string_agg(
            case when e.enumlabel like E'%\n%' and e.enumlabel not like E'%\\\\%' then 'E' else '' end
                || replace(quote_literal(e.enumlabel), E'\n', '\n'),
            E'\n' order by e.enumsortorder)
        from pg_enum e
        where e.enumtypid = t.oid
    ) as labels
from pg_type t
join pg_namespace n on n.oid = t.typnamespace
where t.typtype = 'e'
    and t.oid >= 16384
    and n.nspname !~ '^pg_temp'
    and not exists (select from omitted o where o.classid = 'pg_type'::regclass and o.objid = t.oid)
