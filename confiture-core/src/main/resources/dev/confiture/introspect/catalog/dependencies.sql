-- Who needs what among objects that users made. Left out are the edges that objects of their own stand for: a sequence and
-- the column that owns it (sequence_ownership), a table and its parents (inheritance). Which of a partition's index or constraint
-- and its parent's needs the other is said by their queries. A function that a type needs itself, as its input or output, needs
-- no more of it than its announcement: sub id 1 (shell_types). Each address is one number, as the class Address has it, because
-- the server prints those ten times as fast as texts put together or oids, and this is the largest of all answers.
--
-- Which relation is of which kind is looked up in sets, not joined: the server takes a database that was just made for empty, and
-- would join in nested loops. "is true" keeps it from the indexes, which cost more than they save where nearly all rows are wanted.
select (d.classid::int8 << 43) | (d.objid::int8 << 11) | d.objsubid,
    (d.refclassid::int8 << 43) | (d.refobjid::int8 << 11)
        | case
            when d.classid = 'pg_proc'::regclass and d.refclassid = 'pg_type'::regclass and (d.refobjid, d.objid) in (
                select back.objid, back.refobjid
                from pg_depend back
                where back.classid = 'pg_type'::regclass and back.refclassid = 'pg_proc'::regclass
            ) then 1
            else d.refobjsubid
        end
from pg_depend d
where (d.objid >= 16384) is true
    and (d.refobjid >= 16384) is true
    and d.deptype in ('n', 'a', 'i', 'P', 'S')
    and case
        when d.classid = 'pg_class'::regclass then
            d.objid not in (select c.oid from pg_class c where c.relkind = 't')
            -- a relation does not need the type of its own rows, nor the rule that makes it a view
            and not (d.deptype = 'i' and d.refclassid in ('pg_type'::regclass, 'pg_rewrite'::regclass))
            -- what the server makes along with an object stands for it: row and array types, the index behind a constraint
            and not (d.deptype = 'i' and d.refclassid = 'pg_constraint'::regclass)
            and not (d.deptype = 'P' and d.refclassid = 'pg_class'::regclass
                and d.objid in (select c.oid from pg_class c where c.relkind in ('i', 'I')))
            and not (d.refclassid = 'pg_class'::regclass
                and d.objid in (select c.oid from pg_class c where c.relkind = 'S'))
            and not (d.refclassid = 'pg_class'::regclass and d.objsubid = 0 and d.refobjsubid = 0
                and d.objid in (select c.oid from pg_class c where c.relkind in ('r', 'p', 'f'))
                and d.refobjid in (select c.oid from pg_class c where c.relkind in ('r', 'p', 'f')))
        when d.classid = 'pg_constraint'::regclass then not (d.deptype = 'P' and d.refclassid = 'pg_constraint'::regclass)
        when d.classid = 'pg_type'::regclass then
            not (d.deptype = 'i' and d.refclassid in ('pg_type'::regclass, 'pg_class'::regclass))
        when d.classid = 'pg_trigger'::regclass then
            not (d.deptype = 'i' and d.refclassid = 'pg_constraint'::regclass
                and d.objid in (select g.oid from pg_trigger g where g.tgisinternal))
        else true
    end
