-- Who needs what among objects that users made. Left out are the edges that objects of their own stand for: a sequence and
-- the column that owns it (sequence_ownership), a table and its parents (inheritance). Which of a partition's index or constraint
-- and its parent's needs the other is said by their queries. A function that a type needs itself, as its input or output, needs
-- no more of it than its announcement: sub id 1 (shell_types). Each address is one number, as the class Address has it, because
-- the server prints those ten times as fast as texts put together or oids, and this is the largest of all answers.
select (d.classid::int8 << 43) | (d.objid::int8 << 11) | d.objsubid,
    (d.refclassid::int8 << 43) | (d.refobjid::int8 << 11) | case when d.classid = 'pg_proc'::regclass and d.refclassid = 'pg_type'::regclass and exists (
        select from pg_depend back
        where back.classid = d.refclassid and back.objid = d.refobjid and back.refclassid = d.classid and back.refobjid = d.objid
    ) then 1 else d.refobjsubid end
from pg_depend d
left join pg_class c on d.classid = 'pg_class'::regclass and c.oid = d.objid
left join pg_class r on d.refclassid = 'pg_class'::regclass and r.oid = d.refobjid
where d.objid >= 16384
    and d.refobjid >= 16384
    and d.deptype in ('n', 'a', 'i', 'P', 'S')
    and not (c.relkind = 'S' and r.relkind is not null) is true
    and not (c.relkind in ('r', 'p', 'f') and r.relkind in ('r', 'p', 'f') and d.objsubid = 0 and d.refobjsubid = 0) is true
    and not (d.deptype = 'P' and d.classid = d.refclassid and (c.relkind in ('i', 'I') or d.classid = 'pg_constraint'::regclass)) is true
    -- a relation does not need the type of its own rows, nor the rule that makes it a view
    and not (d.classid = 'pg_class'::regclass and d.deptype = 'i' and d.refclassid in ('pg_type'::regclass, 'pg_rewrite'::regclass))
    -- what the server makes along with an object stands for it: row and array types, the index behind a constraint
    and not (d.deptype = 'i' and d.classid = 'pg_type'::regclass and d.refclassid in ('pg_type'::regclass, 'pg_class'::regclass))
    and not (d.deptype = 'i' and d.classid = 'pg_class'::regclass and d.refclassid = 'pg_constraint'::regclass)
    and c.relkind is distinct from 't'
    and not (d.deptype = 'i' and d.classid = 'pg_trigger'::regclass and d.refclassid = 'pg_constraint'::regclass and exists (
        select from pg_trigger g where g.oid = d.objid and g.tgisinternal
    ))
