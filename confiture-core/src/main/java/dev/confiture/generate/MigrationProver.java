package dev.confiture.generate;

import dev.confiture.catalog.Catalog;
import dev.confiture.db.Session;
import dev.confiture.db.SideBySide;
import dev.confiture.diff.CatalogDiffer;
import dev.confiture.generate.Judges.Verdict;
import dev.confiture.generate.PlanRun.Refusal;
import dev.confiture.generate.Proof.Proved;
import dev.confiture.generate.Proof.Step;
import dev.confiture.generate.Proof.Unproved;
import dev.confiture.generate.dump.PgDump;
import dev.confiture.generate.java.MigrationDraft.Form;
import dev.confiture.introspect.catalog.CatalogReader;
import dev.confiture.plan.Plan;
import dev.confiture.plan.PlannedStatement;
import dev.confiture.plan.Planner;
import dev.confiture.plan.ddl.Execution;
import dev.confiture.plan.ddl.Scene.Style;
import dev.confiture.plan.rename.Renames;
import dev.confiture.problem.ConfitureException;
import dev.confiture.source.ScratchDatabase;
import dev.confiture.source.ScratchServer;
import dev.confiture.sql.QualifiedName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Turns the difference of two schemas into migrations that were executed, forwards and backwards, before anybody sees them.
 * One that only goes forward says why.
 */
public final class MigrationProver {

    private final ScratchServer scratch;
    private final PlanVerifier verifier;
    private final Judges judges;
    private final Set<QualifiedName> leftOut;

    /** One with two judges. */
    public MigrationProver(ScratchServer scratch, Collection<QualifiedName> leftOut) {
        this(scratch, leftOut, Optional.empty());
    }

    /**
     * @param leftOut what is not the user's in the databases that are compared
     * @param dumps a third judge
     */
    public MigrationProver(ScratchServer scratch, Collection<QualifiedName> leftOut, Optional<PgDump> dumps) {
        this.scratch = scratch;
        this.verifier = new PlanVerifier(scratch, leftOut);
        this.judges = new Judges(verifier, dumps.map(DumpJudge::new));
        this.leftOut = Set.copyOf(leftOut);
    }

    /**
     * The migrations from one schema to another, in their order; none if the two are the same.
     *
     * @throws ConfitureException {@code generate.not-supported} or {@code generate.not-proved}; nothing half proved comes out
     */
    public List<ProvedPart> prove(ComparedSchema before, ComparedSchema after) throws SQLException {
        return prove(before, new RenamedSchema(before.catalog(), Renames.NONE, List.of()), after);
    }

    /**
     * The same, beginning with renames.
     *
     * @param renamed the old schema after them
     */
    public List<ProvedPart> prove(ComparedSchema before, RenamedSchema renamed, ComparedSchema after)
            throws SQLException {
        Plan up = new Planner(Style.ONLINE).plan(renamed.catalog(), after.catalog());
        if (!up.isComplete()) {
            throw new ConfitureException(Miss.unknown(up));
        }
        return SideBySide.run(() -> rebuild(before), () -> parts(before, renamed, after, up))
                .second();
    }

    private List<ProvedPart> parts(ComparedSchema before, RenamedSchema renamed, ComparedSchema after, Plan up)
            throws SQLException {
        Miss miss = new Miss(
                before.label() + " to " + after.label(), new CatalogDiffer().diff(renamed.catalog(), after.catalog()));
        List<ProvedPart> parts = new ArrayList<>();
        ComparedSchema from = before;
        RenamedSchema base = renamed;
        List<PlannedStatement> all = new ArrayList<>(renamed.renames().statements());
        all.addAll(up.statements());
        List<List<PlannedStatement>> groups = groups(all);
        for (int i = 0; i < groups.size(); i++) {
            List<PlannedStatement> statements = groups.get(i);
            ComparedSchema to = i == groups.size() - 1 ? after : reached(from, statements, miss);
            parts.add(part(from, base, to, statements, miss));
            from = to;
            base = new RenamedSchema(to.catalog(), Renames.NONE, List.of());
        }
        return parts;
    }

    /**
     * The migration as it was planned, though it could not be proved: one class, whose statements run each by itself if any
     * of them has to.
     *
     * @param failure why
     */
    public ProvedPart unproved(RenamedSchema renamed, ComparedSchema after, ConfitureException failure) {
        Plan up = new Planner(Style.ONLINE).plan(renamed.catalog(), after.catalog());
        Plan down = new Planner(Style.PLAIN).plan(after.catalog(), renamed.catalog());
        List<PlannedStatement> there = new ArrayList<>(renamed.renames().statements());
        there.addAll(up.statements());
        List<PlannedStatement> back = new ArrayList<>(down.statements());
        back.addAll(renamed.renames().inverse().statements());
        boolean mayShare = Stream.concat(there.stream(), back.stream())
                .allMatch(statement -> statement.execution() == Execution.TRANSACTIONAL);
        List<String> why = new ArrayList<>();
        failure.problems().forEach(problem -> why.add(problem.what() + " " + problem.why()));
        Optional<String> irreversible = down.isComplete() && !back.isEmpty()
                ? Optional.empty()
                : Optional.of("no statements are known for the way back: " + String.join("; ", down.notSupported()));
        return new ProvedPart(
                mayShare ? Form.TRANSACTIONAL : Form.NOT_TRANSACTIONAL,
                new Plan(there, up.notSupported()),
                new Plan(irreversible.isPresent() ? List.of() : back, List.of()),
                List.of(),
                why,
                irreversible,
                Optional.empty());
    }

    /** What shares a class: what may share a transaction, or what may not. */
    private static List<List<PlannedStatement>> groups(List<PlannedStatement> statements) {
        List<List<PlannedStatement>> groups = new ArrayList<>();
        Optional<Execution> last = Optional.empty();
        for (PlannedStatement statement : statements) {
            boolean goesOn = last.filter(execution -> execution != Execution.COMMITTED_FIRST
                            && isAlone(execution) == isAlone(statement.execution()))
                    .isPresent();
            if (!goesOn) {
                groups.add(new ArrayList<>());
            }
            groups.get(groups.size() - 1).add(statement);
            last = Optional.of(statement.execution());
        }
        return groups;
    }

    private static boolean isAlone(Execution execution) {
        return execution == Execution.ALONE;
    }

    /** @param base where it starts, with the names that it gives first */
    private ProvedPart part(
            ComparedSchema from, RenamedSchema base, ComparedSchema to, List<PlannedStatement> statements, Miss miss)
            throws SQLException {
        Form form = isAlone(statements.get(0).execution()) ? Form.NOT_TRANSACTIONAL : Form.TRANSACTIONAL;
        Plan up = new Plan(statements, List.of());
        Plan down = wayBack(form, base, to);
        Verdict both = judges.judge(from, base, to, up, Optional.of(down));
        if (both.proof() instanceof Proved proved) {
            return new ProvedPart(form, up, down, notes(proved), both.who());
        }
        Unproved missed = (Unproved) both.proof();
        if (missed.step() != Step.DOWN) {
            throw new ConfitureException(miss.problem(missed));
        }
        Verdict there = judges.judge(from, base, to, up, Optional.empty());
        if (there.proof() instanceof Proved proved) {
            return ProvedPart.oneWay(form, up, notes(proved), miss.noWayBack(missed), there.who());
        }
        throw new ConfitureException(miss.problem((Unproved) there.proof()));
    }

    private static Plan wayBack(Form form, RenamedSchema base, ComparedSchema to) {
        Style style = form == Form.TRANSACTIONAL ? Style.PLAIN : Style.ONLINE;
        Plan downToBase = new Planner(style).plan(to.catalog(), base.catalog());
        List<PlannedStatement> back = new ArrayList<>(downToBase.statements());
        back.addAll(base.renames().inverse().statements());
        return new Plan(back, downToBase.notSupported());
    }

    private static List<String> notes(Proved proved) {
        List<String> notes = new ArrayList<>(proved.notes());
        if (!proved.emptyTables().isEmpty()) {
            notes.add("no row could be put into " + String.join(", ", proved.emptyTables()) + " for the proof");
        }
        return notes;
    }

    /** The schema between two migrations: that of the first part's end. */
    private ComparedSchema reached(ComparedSchema from, List<PlannedStatement> statements, Miss miss)
            throws SQLException {
        PlanVerifier.Start start = () -> {
            ScratchDatabase database = from.start().open();
            try (Session session = database.open()) {
                Optional<Refusal> refusal = new PlanRun(session).run(statements);
                if (refusal.isPresent()) {
                    throw new ConfitureException(miss.problem(Proof.Failed.of(Step.UP, refusal.get())));
                }
                return database;
            } catch (SQLException | RuntimeException e) {
                database.close();
                throw e;
            }
        };
        try (ScratchDatabase database = start.open();
                Session session = database.open()) {
            return new ComparedSchema("between two migrations", Picture.read(session, leftOut), start);
        }
    }

    private Proof rebuild(ComparedSchema schema) throws SQLException {
        Catalog nothing;
        try (ScratchDatabase empty = scratch.create();
                Session session = empty.open()) {
            nothing = new CatalogReader(leftOut).read(session);
        }
        Plan plan = new Planner(Style.PLAIN).plan(nothing, schema.catalog());
        Proof proof = verifier.verifyRebuild(schema.picture(), plan);
        if (proof instanceof Unproved unproved) {
            throw new ConfitureException(Miss.ofRebuild(schema.label(), unproved));
        }
        return proof;
    }
}
