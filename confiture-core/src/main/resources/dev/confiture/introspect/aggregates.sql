-- pg_get_functiondef refuses aggregates (42809).
select 'aggregate', p.oid::regprocedure::text,
    concat_ws(', ',
        'owner ' || p.proowner::regrole,
        'arguments ' || pg_get_function_arguments(p.oid),
        'returns ' || p.prorettype::regtype,
        'kind ' || a.aggkind::text,
        'parallel ' || p.proparallel::text,
        'sfunc ' || a.aggtransfn::regprocedure,
        'stype ' || a.aggtranstype::regtype,
        'sspace ' || nullif(a.aggtransspace, 0),
        'initcond ' || quote_literal(a.agginitval),
        'finalfunc ' || nullif(a.aggfinalfn, 0)::regprocedure || ' ' || a.aggfinalmodify::text || case when a.aggfinalextra then ' extra' else '' end,
        'combinefunc ' || nullif(a.aggcombinefn, 0)::regprocedure,
        'serialfunc ' || nullif(a.aggserialfn, 0)::regprocedure,
        'deserialfunc ' || nullif(a.aggdeserialfn, 0)::regprocedure,
        'msfunc ' || nullif(a.aggmtransfn, 0)::regprocedure,
        'minvfunc ' || nullif(a.aggminvtransfn, 0)::regprocedure,
        'mstype ' || nullif(a.aggmtranstype, 0)::regtype,
        'msspace ' || nullif(a.aggmtransspace, 0),
        'minitcond ' || quote_literal(a.aggminitval),
        'mfinalfunc ' || nullif(a.aggmfinalfn, 0)::regprocedure || ' ' || a.aggmfinalmodify::text || case when a.aggmfinalextra then ' extra' else '' end,
        'sortop ' || nullif(a.aggsortop, 0)::regoperator)
from pg_aggregate a
join pg_proc p on p.oid = a.aggfnoid
where p.oid >= 16384
    and not exists (select from omitted o where o.classid = 'pg_proc'::regclass and o.objid = p.oid)
