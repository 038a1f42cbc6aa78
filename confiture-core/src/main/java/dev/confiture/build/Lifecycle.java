package dev.confiture.build;

import dev.confiture.build.BuildAction.Kind;
import dev.confiture.build.BuildRequest.Consent;
import dev.confiture.build.BuildRequest.Server;
import dev.confiture.config.BuildSettings.Existing;
import dev.confiture.db.Database;
import dev.confiture.history.HistoryEntry;
import dev.confiture.history.MigrationHistory;
import dev.confiture.history.MigrationState;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.ledger.Ledger;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides what a build does with what it found. Pure.
 *
 * @param database for messages, and the name that a consent has to repeat
 * @param wanted SHA-256 of the schema that the database shall have
 * @param existing what happens to a database of ours that has another schema
 * @param protectedBecause as {@link dev.confiture.config.Environment#protectedBecause}
 * @param server whose server it is
 * @param consent to drop it
 */
record Lifecycle(
        Database database,
        String wanted,
        Existing existing,
        Optional<String> protectedBecause,
        Server server,
        Consent consent) {

    private static final int NAMED = 10;
    private static final String RECREATE_OPTION = "-Dconfiture.existing=recreate";

    /**
     * @param history code against ledger; empty if the code's migrations could not be seen
     */
    BuildAction decide(Target target, Optional<MigrationHistory> history) {
        if (target instanceof Target.Absent) {
            return BuildAction.of(Kind.CREATE);
        }
        if (target instanceof Target.Empty) {
            return BuildAction.of(Kind.FILL);
        }
        if (target instanceof Target.Foreign foreign) {
            return BuildAction.of(Kind.REFUSE, foreign.problem());
        }
        if (target instanceof Target.Unfinished) {
            throw new IllegalStateException("undone before anything is decided");
        }
        Ledger ledger = ((Target.Ours) target).ledger();
        if (ledger.schemaSha256().filter(wanted::equals).isPresent()) {
            return BuildAction.of(Kind.LEAVE_UP_TO_DATE);
        }
        return switch (existing) {
            case KEEP -> BuildAction.of(Kind.KEEP, difference(ledger, history));
            case FAIL -> BuildAction.of(Kind.REFUSE, asError(difference(ledger, history)));
            case RECREATE ->
                refusal(ledger)
                        .map(problem -> BuildAction.of(Kind.REFUSE, problem))
                        .orElseGet(() -> BuildAction.of(Kind.RECREATE));
        };
    }

    /** Why the database may not be dropped. */
    private Optional<Problem> refusal(Ledger ledger) {
        Optional<String> guarded = ledger.isProtected()
                ? Optional.of("its ledger says so: it was built for a protected environment")
                : protectedBecause;
        if (guarded.isPresent()) {
            return Optional.of(Problem.error(
                    ProblemCode.BUILD_PROTECTED,
                    "Database " + database.label() + " is protected and is not made anew.",
                    guarded.get(),
                    "bring it to db/schema with migrations: mvn confiture:migrate"));
        }
        if (!ledger.isBuilt()) {
            return Optional.of(Problem.error(
                    ProblemCode.BUILD_NOT_OURS,
                    "Database " + database.label() + " was not built by Confiture and is not dropped.",
                    "it was migrated or adopted; its first content came from elsewhere",
                    "bring it to db/schema with mvn confiture:migrate, or drop it yourself"));
        }
        boolean unconfirmed = consent.confirmedName()
                .filter(name -> !name.equals(database.name()))
                .isPresent();
        boolean needed = consent.batch()
                && server == Server.EXTERNAL
                && consent.confirmedName().isEmpty();
        if (needed || unconfirmed) {
            return Optional.of(Problem.error(
                    ProblemCode.BUILD_UNCONFIRMED,
                    "Database " + database.label() + " would be dropped and made anew.",
                    needed
                            ? "in batch mode that is confirmed by the database's name"
                            : "the confirmed name is \""
                                    + consent.confirmedName().orElseThrow() + "\"",
                    "-Dconfiture.confirm=" + database.name() + ", if you mean it"));
        }
        return Optional.empty();
    }

    private Problem difference(Ledger ledger, Optional<MigrationHistory> history) {
        List<HistoryEntry> missing = history.stream()
                .flatMap(all -> all.entries().stream())
                .filter(Lifecycle::isMissing)
                .toList();
        if (!missing.isEmpty()) {
            return Problem.warning(
                    ProblemCode.BUILD_BRANCH_SWITCHED,
                    "Database " + database.label() + " contains migrations that the code lacks; it was left as it is.",
                    named(missing.stream().map(HistoryEntry::label).toList()),
                    "go back to the branch that it belongs to, or make it anew: " + RECREATE_OPTION);
        }
        List<String> pending = history.map(MigrationHistory::pending).orElse(List.of()).stream()
                .map(ResolvedMigration::label)
                .toList();
        return Problem.warning(
                ProblemCode.BUILD_CHANGED,
                "Database " + database.label() + " has another schema than db/schema; it was left as it is.",
                hashes(ledger) + (pending.isEmpty() ? "" : "\npending: " + named(pending)),
                (pending.isEmpty()
                                ? "write a migration for the change"
                                : "mvn confiture:migrate applies what is pending")
                        + "; or make it anew: " + RECREATE_OPTION);
    }

    private static boolean isMissing(HistoryEntry entry) {
        return entry.state() == MigrationState.MISSING
                || (entry.applied().isPresent()
                        && entry.applied().get().state().isUnderWay()
                        && entry.resolved().isEmpty());
    }

    private String hashes(Ledger ledger) {
        return ledger.schemaSha256()
                .map(built -> "it was built from " + shortened(built) + ", db/schema is now " + shortened(wanted))
                .orElse("migrations ran and others are pending or were rolled back; db/schema is " + shortened(wanted));
    }

    private static Problem asError(Problem finding) {
        return Problem.error(finding.code(), finding.what(), finding.why(), finding.fix());
    }

    private static String named(List<String> labels) {
        String names = labels.stream().limit(NAMED).collect(Collectors.joining(", "));
        return labels.size() > NAMED ? names + " and " + (labels.size() - NAMED) + " more" : names;
    }

    private static String shortened(String sha256) {
        return "sha256 " + sha256.substring(0, Math.min(12, sha256.length())) + "…";
    }
}
