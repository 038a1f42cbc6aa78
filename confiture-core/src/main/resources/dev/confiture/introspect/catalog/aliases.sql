-- Addresses that stand for an object known under another one, both as one number, as dependencies.sql has them.
select (classid::int8 << 43) | (objid::int8 << 11) | objsubid, (refclassid::int8 << 43) | (refobjid::int8 << 11) | refobjsubid
from (
    select 'pg_type'::regclass, t.oid, 0, 'pg_class'::regclass, c.oid, 0
    from pg_type t
    join pg_class c on c.oid = t.typrelid
    where c.relkind <> 'c' and t.oid >= 16384
    union all
    select 'pg_class'::regclass, c.oid, 0, 'pg_type'::regclass, c.reltype, 0
    from pg_class c
    where c.relkind = 'c'
    union all
    select 'pg_type'::regclass, t.typarray, 0, 'pg_type'::regclass, t.oid, 0
    from pg_type t
    where t.typarray >= 16384
    union all
    select 'pg_type'::regclass, r.rngmultitypid, 0, 'pg_type'::regclass, r.rngtypid, 0
    from pg_range r
    where r.rngtypid >= 16384
    union all
    select 'pg_rewrite'::regclass, w.oid, 0, 'pg_class'::regclass, w.ev_class, 0
    from pg_rewrite w
    where w.rulename = '_RETURN' and w.oid >= 16384
    union all
    -- the index behind a constraint
    select 'pg_class'::regclass, k.conindid, 0, 'pg_constraint'::regclass, k.oid, 0
    from pg_constraint k
    where k.contype in ('p', 'u', 'x') and k.oid >= 16384
    union all
    -- NOT NULL as a constraint, from 18 on
    select 'pg_constraint'::regclass, k.oid, 0, 'pg_class'::regclass, k.conrelid, k.conkey[1]
    from pg_constraint k
    where k.contype = 'n' and k.conrelid <> 0 and k.oid >= 16384
    union all
    -- the copy of a foreign key for a partition of the table that it refers to
    select 'pg_constraint'::regclass, k.oid, 0, 'pg_constraint'::regclass, up.oid, 0
    from pg_constraint k
    join pg_constraint up on up.oid = k.conparentid and up.conrelid = k.conrelid
    union all
    -- the sequence of an identity column
    select 'pg_class'::regclass, d.objid, 0, d.refclassid, d.refobjid, d.refobjsubid
    from pg_depend d
    join pg_class s on s.oid = d.objid and s.relkind = 'S'
    where d.classid = 'pg_class'::regclass and d.deptype = 'i' and d.refclassid = 'pg_class'::regclass
    union all
    -- members of an operator class, or of its family
    select d.classid, d.objid, 0, d.refclassid, d.refobjid, 0
    from pg_depend d
    where d.classid in ('pg_amop'::regclass, 'pg_amproc'::regclass)
        and (d.refclassid = 'pg_opclass'::regclass and d.deptype = 'i' or d.refclassid = 'pg_opfamily'::regclass and d.deptype = 'a')
        and d.objid >= 16384
    union all
    -- the constraint behind a constraint trigger
    select 'pg_constraint'::regclass, k.oid, 0, 'pg_trigger'::regclass, g.oid, 0
    from pg_constraint k
    join pg_trigger g on g.tgconstraint = k.oid
    where k.contype = 't'
    union all
    -- what the server makes with a range: constructors, the cast to its multirange
    select d.classid, d.objid, 0, d.refclassid, d.refobjid, 0
    from pg_depend d
    where d.classid in ('pg_proc'::regclass, 'pg_cast'::regclass) and d.refclassid = 'pg_type'::regclass and d.deptype = 'i' and d.objid >= 16384
    union all
    -- NOT NULL of a domain as a constraint, from 17 on
    select 'pg_constraint'::regclass, k.oid, 0, 'pg_type'::regclass, k.contypid, 0
    from pg_constraint k
    where k.contype = 'n' and k.contypid <> 0 and k.oid >= 16384
    union all
    -- whoever needs a member of an extension needs the extension
    select d.classid, d.objid, 0, d.refclassid, d.refobjid, 0
    from pg_depend d
    where d.deptype = 'e' and d.refclassid = 'pg_extension'::regclass and d.objsubid = 0
) alias (classid, objid, objsubid, refclassid, refobjid, refobjsubid)
