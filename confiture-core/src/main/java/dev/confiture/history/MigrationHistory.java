package dev.confiture.history;

import dev.confiture.config.MigrationSettings.OutOfOrder;
import dev.confiture.index.MigrationVersion;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The migrations of the code against the rows of the ledger: one entry for every version that either knows, and what is
 * wrong with them.
 */
public final class MigrationHistory {

    private final String environment;
    private final List<HistoryEntry> entries;

    private MigrationHistory(String environment, List<HistoryEntry> entries) {
        this.environment = environment;
        this.entries = List.copyOf(entries);
    }

    /**
     * @param resolved no version twice: {@link dev.confiture.index.IndexRules} has held
     * @param applied no version twice: the ledger's key
     * @param environment decides which migrations run here at all
     */
    public static MigrationHistory of(
            Collection<ResolvedMigration> resolved, Collection<AppliedMigration> applied, String environment) {
        Map<MigrationVersion, ResolvedMigration> code = new TreeMap<>();
        resolved.forEach(migration -> code.put(migration.version(), migration));
        Map<MigrationVersion, AppliedMigration> ledger = new TreeMap<>();
        applied.forEach(migration -> ledger.put(migration.version(), migration));
        TreeSet<MigrationVersion> all = new TreeSet<>(code.keySet());
        all.addAll(ledger.keySet());
        Contained contained = Contained.of(applied, ForwardPlanner.order(code.values()));
        List<HistoryEntry> entries = new ArrayList<>();
        for (MigrationVersion version : all) {
            Optional<ResolvedMigration> inCode = Optional.ofNullable(code.get(version));
            Optional<AppliedMigration> inLedger = Optional.ofNullable(ledger.get(version));
            MigrationState state = inLedger.map(row -> stateOf(row, inCode))
                    .orElseGet(() -> pendingState(inCode.orElseThrow(), contained, environment));
            entries.add(new HistoryEntry(state, inCode, inLedger));
        }
        return new MigrationHistory(environment, entries);
    }

    private static MigrationState stateOf(AppliedMigration row, Optional<ResolvedMigration> code) {
        return switch (row.state()) {
            case BUILT -> MigrationState.BUILT;
            case BASELINE -> MigrationState.BASELINE;
            case RUNNING -> MigrationState.UNFINISHED;
            case UNDOING -> MigrationState.HALF_UNDONE;
            case APPLIED ->
                code.map(migration -> compare(row.source(), migration.digest())).orElse(MigrationState.MISSING);
        };
    }

    private static MigrationState compare(Optional<Digest> then, Optional<Digest> now) {
        if (then.isEmpty()
                || now.isEmpty()
                || !then.get().algorithm().equals(now.get().algorithm())) {
            return MigrationState.UNKNOWN_DIGEST;
        }
        return then.equals(now) ? MigrationState.APPLIED : MigrationState.CHANGED;
    }

    private static MigrationState pendingState(ResolvedMigration migration, Contained contained, String environment) {
        if (!migration.entry().options().runsIn(environment)) {
            return MigrationState.NOT_FOR_THIS_ENVIRONMENT;
        }
        return contained.isLate(migration) ? MigrationState.OUT_OF_ORDER : MigrationState.PENDING;
    }

    public String environment() {
        return environment;
    }

    /** Every version that code or ledger know, in version order. */
    public List<HistoryEntry> entries() {
        return entries;
    }

    /** What a migrate without a target would run, in version order. */
    public List<ResolvedMigration> pending() {
        return entries.stream()
                .filter(entry -> entry.state().isPending())
                .flatMap(entry -> entry.resolved().stream())
                .toList();
    }

    /** The rows of the ledger, the latest first: the order in which they can be undone. */
    public List<HistoryEntry> latestFirst() {
        return entries.stream()
                .filter(entry -> entry.applied().isPresent())
                .sorted(Comparator.comparing((HistoryEntry entry) ->
                                entry.applied().orElseThrow().order())
                        .reversed())
                .toList();
    }

    /** What is wrong; the errors among it forbid a migrate. */
    public List<Problem> findings(OutOfOrder policy) {
        return entries.stream()
                .flatMap(entry -> finding(entry, policy).stream())
                .toList();
    }

    private static Optional<Problem> finding(HistoryEntry entry, OutOfOrder policy) {
        return switch (entry.state()) {
            case CHANGED -> Optional.of(changed(entry));
            case MISSING ->
                Optional.of(Problem.warning(
                        ProblemCode.HISTORY_MISSING,
                        "Migration " + entry.label() + " was applied, but the code no longer has it.",
                        "the ledger knows class "
                                + entry.applied().orElseThrow().className() + ", no index on the class path names it",
                        "bring the class back, or check that this is the branch that the database belongs to"));
            case UNFINISHED, HALF_UNDONE -> Optional.of(Unfinished.finding(entry));
            case OUT_OF_ORDER -> outOfOrder(entry, policy);
            default -> Optional.empty();
        };
    }

    private static Problem changed(HistoryEntry entry) {
        Digest then = entry.applied().flatMap(AppliedMigration::source).orElseThrow();
        ResolvedMigration code = entry.resolved().orElseThrow();
        return Problem.error(
                ProblemCode.HISTORY_CHANGED,
                "Migration " + entry.label() + " was edited after it was applied.",
                code.place(),
                "applied with " + then.algorithm() + " " + then.shortened() + ", the source is now "
                        + code.digest().orElseThrow().shortened(),
                "restore the class (and its SQL resources) and put the change into a new migration");
    }

    static Optional<Problem> outOfOrder(HistoryEntry entry, OutOfOrder policy) {
        String what = "Migration " + entry.label() + " is older than the newest one in the database.";
        String why = "it was probably merged late; the newer ones ran without it";
        ResolvedMigration code = entry.resolved().orElseThrow();
        return switch (policy) {
            case ALLOW -> Optional.empty();
            case WARN ->
                Optional.of(Problem.warning(
                                ProblemCode.HISTORY_OUT_OF_ORDER,
                                what,
                                why,
                                "check that it does not rely on the newer ones being absent; it runs all the same")
                        .at(code.place()));
            case REFUSE ->
                Optional.of(Problem.error(
                        ProblemCode.HISTORY_OUT_OF_ORDER,
                        what,
                        code.place(),
                        why,
                        "give it a newer version, or set out_of_order: warn in confiture.yaml"));
        };
    }

    /**
     * What the database contains.
     *
     * @param byBuild whether a build brought some of it, or what the database was before it was adopted
     * @param rows the place of each in the order in which all migrations run; the last where the code does not know it
     * @param order the place of each migration of the code in that order
     */
    private record Contained(
            boolean byBuild, NavigableMap<MigrationVersion, Integer> rows, Map<MigrationVersion, Integer> order) {

        static Contained of(Collection<AppliedMigration> applied, List<ResolvedMigration> code) {
            Map<MigrationVersion, Integer> order = new TreeMap<>();
            code.forEach(migration -> order.put(migration.version(), order.size()));
            NavigableMap<MigrationVersion, Integer> rows = new TreeMap<>();
            applied.forEach(row -> rows.put(row.version(), order.getOrDefault(row.version(), Integer.MAX_VALUE)));
            boolean byBuild = applied.stream()
                    .anyMatch(row -> row.state() == LedgerState.BUILT || row.state() == LedgerState.BASELINE);
            return new Contained(byBuild, rows, order);
        }

        /**
         * Whether newer ones ran that should have run behind it. One that waits for a newer one, because it depends on it,
         * is not late: a run that failed between the two goes on.
         */
        boolean isLate(ResolvedMigration migration) {
            // A stamp says what db/schema contains; it leaves data migrations to us, so they are not late.
            if (byBuild && migration.entry().options().data()) {
                return false;
            }
            int place = order.getOrDefault(migration.version(), -1);
            return rows.tailMap(migration.version(), false).values().stream().anyMatch(other -> other > place);
        }
    }
}
