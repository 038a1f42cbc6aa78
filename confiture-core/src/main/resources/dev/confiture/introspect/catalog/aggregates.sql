-- pg_get_functiondef refuses aggregates (42809). Beside the definition stands what CREATE OR REPLACE cannot change.
select 'aggregate' as kind, quote_ident(n.nspname) as container,
    format('%I(%s)', p.proname, coalesce(nullif(oidvectortypes(p.proargtypes), ''), '*')) as name,
    format('%s:%s:0', p.tableoid, p.oid) as address,
    format(E'CREATE OR REPLACE AGGREGATE %I.%I(%s) (\n    %s\n)', n.nspname, p.proname,
        coalesce(nullif(pg_get_function_arguments(p.oid), ''), '*'),
        concat_ws(E',\n    ',
            'SFUNC = ' || a.aggtransfn::regproc,
            'STYPE = ' || format_type(a.aggtranstype, null),
            'SSPACE = ' || nullif(a.aggtransspace, 0),
            'FINALFUNC = ' || nullif(a.aggfinalfn, 0)::regproc,
            case when a.aggfinalextra then 'FINALFUNC_EXTRA' end,
            'FINALFUNC_MODIFY = ' || modify.final,
            'COMBINEFUNC = ' || nullif(a.aggcombinefn, 0)::regproc,
            'SERIALFUNC = ' || nullif(a.aggserialfn, 0)::regproc,
            'DESERIALFUNC = ' || nullif(a.aggdeserialfn, 0)::regproc,
            'INITCOND = ' || quote_literal(a.agginitval),
            'MSFUNC = ' || nullif(a.aggmtransfn, 0)::regproc,
            'MINVFUNC = ' || nullif(a.aggminvtransfn, 0)::regproc,
            'MSTYPE = ' || format_type(nullif(a.aggmtranstype, 0), null),
            'MSSPACE = ' || nullif(a.aggmtransspace, 0),
            'MFINALFUNC = ' || nullif(a.aggmfinalfn, 0)::regproc,
            case when a.aggmfinalextra then 'MFINALFUNC_EXTRA' end,
            'MFINALFUNC_MODIFY = ' || modify.moving_final,
            'MINITCOND = ' || quote_literal(a.aggminitval),
            'SORTOP = ' || (
                select format('OPERATOR(%I.%s)', schema.nspname, o.oprname)
                from pg_operator o
                join pg_namespace schema on schema.oid = o.oprnamespace
                where o.oid = a.aggsortop
            ),
            'PARALLEL = ' || case p.proparallel when 's' then 'SAFE' when 'r' then 'RESTRICTED' end,
            case a.aggkind when 'h' then 'HYPOTHETICAL' end)) as definition,
    format('%s as %s with %s direct', pg_get_function_result(p.oid), a.aggkind, a.aggnumdirectargs) as returns,
    (
        select string_agg(
            concat_ws(' ', coalesce(p.proargmodes[a.place], 'i'), quote_ident(coalesce(p.proargnames[a.place], '')), format_type(a.type, null)),
            E'\n' order by a.place)
        from unnest(coalesce(p.proallargtypes, p.proargtypes)) with ordinality a (type, place)
    ) as arguments
from pg_aggregate a
join pg_proc p on p.oid = a.aggfnoid
join pg_namespace n on n.oid = p.pronamespace
-- An ordered set shares its state between calls unless told otherwise.
cross join lateral (
    select case when usual <> a.aggfinalmodify then words ->> a.aggfinalmodify::text end,
        case when a.aggmtransfn <> 0 and usual <> a.aggmfinalmodify then words ->> a.aggmfinalmodify::text end
    from (
        select case a.aggkind when 'n' then 'r' else 'w' end::"char" as usual,
            '{"r": "READ_ONLY", "s": "SHAREABLE", "w": "READ_WRITE"}'::jsonb as words
    ) known
) modify (final, moving_final)
where p.oid >= 16384
    and n.nspname !~ '^pg_temp'
    and not exists (select from omitted o where o.classid = 'pg_proc'::regclass and o.objid = p.oid)
