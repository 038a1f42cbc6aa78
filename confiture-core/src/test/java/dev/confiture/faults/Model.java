package dev.confiture.faults;

import static java.util.Objects.requireNonNull;

import dev.confiture.faults.PlannedFault.Kind;
import dev.confiture.problem.ProblemCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A project and its database in memory: what code, ledger and catalog must be after each step. It knows the rules from the
 * documentation and shares no line with the engine.
 */
final class Model {

    /** Each version of the code, and the first digit of the digest of its source. */
    final TreeMap<Integer, Integer> code = new TreeMap<>();

    private State state = State.EMPTY;

    /** What ledger and catalog hold; an aborted transaction leaves the former value in place. */
    record State(List<Row> rows, ModelCatalog catalog) {

        static final State EMPTY = new State(List.of(), ModelCatalog.EMPTY);

        State {
            rows = List.copyOf(rows);
        }

        Optional<Row> row(int version) {
            return rows.stream().filter(row -> row.version() == version).findFirst();
        }

        State with(Row changed) {
            List<Row> all = new ArrayList<>(rows);
            all.replaceAll(row -> row.version() == changed.version() ? changed : row);
            if (row(changed.version()).isEmpty()) {
                all.add(changed);
            }
            return new State(all, catalog);
        }

        State without(int version) {
            return new State(
                    rows.stream().filter(row -> row.version() != version).toList(), catalog);
        }

        State with(ModelCatalog other) {
            return new State(rows, other);
        }
    }

    enum LedgerState {
        APPLIED,
        BUILT,
        RUNNING,
        UNDOING
    }

    /**
     * @param digit of the digest that the ledger has; 0 where it has none
     * @param done how many statements of a migration under way are done
     * @param hasBegun whether the next one has a record without an end
     */
    record Row(int version, LedgerState state, int digit, int done, boolean hasBegun) {

        boolean isUnderWay() {
            return state == LedgerState.RUNNING || state == LedgerState.UNDOING;
        }
    }

    /**
     * What a run must come to.
     *
     * @param refusals why nothing may run; none if it may
     * @param ran what came to its end
     * @param isBroken whether it ends with an error after that
     */
    record Expected(Set<ProblemCode> refusals, List<Integer> ran, boolean isBroken) {}

    State state() {
        return state;
    }

    private int digit(int version) {
        return requireNonNull(code.get(version), "version " + version);
    }

    List<Integer> pending() {
        return code.keySet().stream()
                .filter(version -> state.row(version)
                        .map(row -> row.state() == LedgerState.RUNNING)
                        .orElse(true))
                .toList();
    }

    /** Rows as they would be undone. */
    List<Row> latestFirst() {
        List<Row> rows = new ArrayList<>(state.rows());
        Collections.reverse(rows);
        return rows;
    }

    /** What a build gives, where it contains everything that the code can do on an empty database. */
    void build() {
        State built = State.EMPTY.with(schema());
        for (int version : code.keySet()) {
            if (!Blueprint.of(version).isData()) {
                built = built.with(new Row(version, LedgerState.BUILT, 0, 0, false));
            }
        }
        state = built;
    }

    private ModelCatalog schema() {
        ModelCatalog catalog = ModelCatalog.EMPTY;
        for (String sql : schemaStatements()) {
            catalog = catalog.after(sql).orElseThrow();
        }
        return catalog;
    }

    /** The db/schema that belongs to the code. */
    List<String> schemaStatements() {
        ModelCatalog catalog = ModelCatalog.EMPTY;
        List<String> statements = new ArrayList<>();
        for (int version : code.keySet()) {
            Blueprint migration = Blueprint.of(version);
            for (String sql : migration.isData() ? List.<String>of() : migration.up()) {
                boolean isSchema = sql.startsWith("CREATE ") || sql.startsWith("ALTER ");
                Optional<ModelCatalog> after = isSchema ? catalog.after(sql) : Optional.empty();
                if (after.isPresent()) {
                    catalog = after.get();
                    statements.add(sql);
                }
            }
        }
        return statements;
    }

    Expected migrate(OptionalInt target, PlannedFault fault) {
        boolean isKnown = target.isEmpty()
                || code.containsKey(target.getAsInt())
                || state.row(target.getAsInt()).isPresent();
        if (!isKnown) {
            return new Expected(Set.of(ProblemCode.HISTORY_UNKNOWN_VERSION), List.of(), false);
        }
        int last = target.orElse(Integer.MAX_VALUE);
        Set<ProblemCode> refusals = new TreeSet<>();
        for (Row row : state.rows()) {
            boolean isInCode = code.containsKey(row.version());
            if (row.state() == LedgerState.APPLIED && isInCode && digit(row.version()) != row.digit()) {
                refusals.add(ProblemCode.HISTORY_CHANGED);
            }
            boolean isLeftOpen = row.state() == LedgerState.RUNNING && (!isInCode || row.version() > last);
            if (row.state() == LedgerState.UNDOING || isLeftOpen) {
                refusals.add(ProblemCode.HISTORY_UNFINISHED);
            }
        }
        List<Integer> versions =
                pending().stream().filter(version -> version <= last).toList();
        return run(versions, true, refusals, fault);
    }

    /** All or nothing, in one transaction. */
    Expected migrateTogether(OptionalInt target, PlannedFault fault) {
        State before = state;
        Expected alone = migrate(target, fault);
        State after = state;
        state = before;
        int last = target.orElse(Integer.MAX_VALUE);
        boolean isMixed = pending().stream()
                .filter(version -> version <= last)
                .anyMatch(version -> !Blueprint.of(version).isTransactional());
        if (isMixed && !alone.refusals().contains(ProblemCode.HISTORY_UNKNOWN_VERSION)) {
            Set<ProblemCode> refusals = new TreeSet<>(alone.refusals());
            refusals.add(ProblemCode.RUN_GROUP);
            return new Expected(refusals, List.of(), false);
        }
        if (alone.isBroken()) {
            return new Expected(Set.of(), List.of(), true);
        }
        state = after;
        return alone;
    }

    Expected rollback(int steps, PlannedFault fault) {
        return rollback(latestFirst().stream().limit(steps).toList(), fault);
    }

    /** @param version 0 for all */
    Expected rollbackTo(int version, PlannedFault fault) {
        if (version != 0 && state.row(version).isEmpty()) {
            return new Expected(Set.of(ProblemCode.HISTORY_UNKNOWN_VERSION), List.of(), false);
        }
        return rollback(
                latestFirst().stream().filter(row -> row.version() > version).toList(), fault);
    }

    private Expected rollback(List<Row> rows, PlannedFault fault) {
        Set<ProblemCode> refusals = new TreeSet<>();
        for (Row row : rows) {
            if (row.state() == LedgerState.BUILT) {
                refusals.add(ProblemCode.HISTORY_NOT_RUN_HERE);
            } else if (!code.containsKey(row.version())) {
                refusals.add(ProblemCode.HISTORY_MISSING);
            } else if (!Blueprint.of(row.version()).isReversible()) {
                refusals.add(ProblemCode.HISTORY_IRREVERSIBLE);
            }
        }
        return run(rows.stream().map(Row::version).toList(), false, refusals, fault);
    }

    private Expected run(List<Integer> versions, boolean isUp, Set<ProblemCode> refusals, PlannedFault fault) {
        if (!refusals.isEmpty()) {
            return new Expected(refusals, List.of(), false);
        }
        Run run = new Run(isUp, fault);
        List<Integer> ran = new ArrayList<>();
        boolean isBroken = false;
        for (int version : versions) {
            isBroken = !run.run(Blueprint.of(version));
            if (isBroken) {
                break;
            }
            ran.add(version);
        }
        return new Expected(Set.of(), ran, isBroken);
    }

    /** One run on the database; it ends with the first thing that goes wrong. */
    private final class Run {

        private final boolean isUp;
        private final PlannedFault fault;
        private boolean lockIsLost;

        Run(boolean isUp, PlannedFault fault) {
            this.isUp = isUp;
            this.fault = fault;
        }

        /** Whether the run gets past a place. */
        private boolean passes(String place) {
            if (!fault.place().equals(place)) {
                return true;
            }
            lockIsLost |= fault.kind() == Kind.KILL_LOCK;
            return fault.kind() == Kind.KILL_LOCK;
        }

        /** Whether the run gets past a place behind which the locks are looked at. */
        private boolean passesAndHolds(String place) {
            return passes(place) && !lockIsLost;
        }

        boolean run(Blueprint migration) {
            return migration.isTransactional() ? inTransaction(migration) : outside(migration);
        }

        private boolean inTransaction(Blueprint migration) {
            int version = migration.version();
            Optional<ModelCatalog> catalog = Optional.of(state.catalog());
            for (String sql : migration.statements(isUp)) {
                catalog = catalog.flatMap(before -> after(before, sql, version));
            }
            if (catalog.isEmpty() || !passesAndHolds(PlannedFault.atRow(version, isUp ? "INSERT" : "DELETE"))) {
                return false;
            }
            State done = isUp ? state.with(applied(version)) : state.without(version);
            state = done.with(catalog.get());
            return true;
        }

        private Optional<ModelCatalog> after(ModelCatalog catalog, String sql, int version) {
            boolean isStrike = sql.startsWith("SELECT walk.strike");
            return isStrike && !passes(PlannedFault.inBody(version, isUp)) ? Optional.empty() : catalog.after(sql);
        }

        private Row applied(int version) {
            return new Row(version, LedgerState.APPLIED, digit(version), 0, false);
        }

        private boolean outside(Blueprint migration) {
            int version = migration.version();
            LedgerState underWay = isUp ? LedgerState.RUNNING : LedgerState.UNDOING;
            Optional<Row> found = state.row(version);
            if (found.isEmpty() || found.get().state() != underWay) {
                if (!passesAndHolds(PlannedFault.atRow(version, isUp ? "INSERT" : "UPDATE"))) {
                    return false;
                }
                int digit = found.map(Row::digit).orElseGet(() -> digit(version));
                state = state.with(new Row(version, underWay, digit, 0, false));
            }
            List<String> statements = migration.statements(isUp);
            for (int ordinal = 1; ordinal <= statements.size(); ordinal++) {
                if (ordinal > row(version).done() && !statement(version, ordinal, statements.get(ordinal - 1))) {
                    return false;
                }
            }
            if (!passesAndHolds(PlannedFault.atRow(version, isUp ? "UPDATE" : "DELETE"))) {
                return false;
            }
            state = isUp ? state.with(applied(version)) : state.without(version);
            return true;
        }

        private Row row(int version) {
            return state.row(version).orElseThrow();
        }

        private boolean statement(int version, int ordinal, String sql) {
            String done = PlannedFault.atRecord(version, ordinal, true);
            if (!Blueprint.runsOutside(sql)) {
                Optional<ModelCatalog> after = after(state.catalog(), sql, version);
                boolean isCommitted = after.isPresent() && passesAndHolds(done);
                after.filter(catalog -> isCommitted).ifPresent(catalog -> state = state.with(catalog));
                return isCommitted && record(version, ordinal, false);
            }
            if (row(version).hasBegun() && isSettledAsDone(sql)) {
                return passesAndHolds(done) && record(version, ordinal, false);
            }
            if (row(version).hasBegun()) {
                record(version, ordinal - 1, false);
            }
            if (!passesAndHolds(PlannedFault.atRecord(version, ordinal, false))) {
                return false;
            }
            Optional<ModelCatalog> after = state.catalog().after(sql);
            if (after.isEmpty()) {
                return false; // what it began is cleared away, its record too
            }
            record(version, ordinal - 1, true);
            state = state.with(after.get());
            return passesAndHolds(done) && record(version, ordinal, false);
        }

        private boolean isSettledAsDone(String sql) {
            boolean creates = sql.startsWith("CREATE");
            String index = sql.replaceAll("(CREATE|DROP) INDEX CONCURRENTLY (IF EXISTS )?(\\w+).*", "$3");
            return creates == state.catalog().hasIndex(index);
        }

        private boolean record(int version, int done, boolean hasBegun) {
            Row row = row(version);
            state = state.with(new Row(version, row.state(), row.digit(), done, hasBegun));
            return true;
        }
    }

    /** Places that the next run can be stopped at: of what is pending, or of the latest row. */
    List<String> places(boolean isUp) {
        List<Integer> versions = isUp
                ? pending()
                : latestFirst().stream().limit(3).map(Row::version).toList();
        List<String> places = new ArrayList<>();
        for (int version : versions) {
            Blueprint migration = Blueprint.of(version);
            places.add(PlannedFault.inBody(version, isUp));
            for (String operation : List.of("INSERT", "UPDATE", "DELETE")) {
                places.add(PlannedFault.atRow(version, operation));
            }
            for (int i = 1;
                    !migration.isTransactional()
                            && i <= migration.statements(isUp).size();
                    i++) {
                places.add(PlannedFault.atRecord(version, i, true));
                places.add(PlannedFault.atRecord(version, i, false));
            }
        }
        places.sort(Comparator.naturalOrder());
        return places;
    }
}
