package dev.confiture.runner;

import static java.util.Objects.requireNonNull;

import dev.confiture.config.Environment;
import dev.confiture.config.MigrationSettings.OutOfOrder;
import dev.confiture.config.SeedMode;
import dev.confiture.db.Database;
import dev.confiture.history.AppliedMigration;
import dev.confiture.history.MigrationHistory;
import dev.confiture.history.MigrationPlan;
import dev.confiture.history.MigrationPlan.Direction;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.ledger.Ledger;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.code.MigrationCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an environment and a ledger decide about a run: the same for one that runs and for one that only says so. */
final class RunPolicy {

    private final Environment environment;
    private final Database database;

    RunPolicy(Environment environment, Database database) {
        this.environment = requireNonNull(environment, "environment");
        this.database = requireNonNull(database, "database");
    }

    MigrationHistory history(MigrationCode code, List<AppliedMigration> rows) {
        return MigrationHistory.of(code.migrations(), rows, environment.name());
    }

    /** @param found empty for a database without a ledger */
    MigrationPlan forward(MigrateRequest request, MigrationHistory history, Optional<Ledger> found) {
        OutOfOrder policy = found.map(this::outOfOrder)
                .orElseGet(() -> environment.migration().outOfOrder());
        MigrationPlan forward = request.target()
                .map(target -> MigrationPlan.forwardTo(target, history, policy))
                .orElseGet(() -> MigrationPlan.forward(history, policy));
        return environment.migration().isGrouped() ? forward.inOneTransaction() : forward;
    }

    /** What the environment says; a ledger that knows the database as protected makes a warning a refusal. */
    OutOfOrder outOfOrder(Ledger found) {
        OutOfOrder configured = environment.migration().outOfOrder();
        return configured == OutOfOrder.WARN && found.isProtected() ? OutOfOrder.REFUSE : configured;
    }

    /** Of today's db/schema, with or without seed files as the build of this database had it. */
    Optional<String> schemaNow(MigrateRequest request, Ledger found) {
        SeedMode seeds = found.seeds().orElse(environment.seedMode());
        return Optional.ofNullable(request.schemaSha256().get(seeds));
    }

    /** What the ledger has to record once nothing is left pending: that the database holds what db/schema says now. */
    Optional<String> newSchema(List<ResolvedMigration> pending, MigrateRequest request, Ledger now) {
        Optional<String> schema = schemaNow(request, now);
        return pending.isEmpty() && !schema.equals(now.schemaSha256()) ? schema : Optional.empty();
    }

    /** The report of a run that would neither run nor write anything; empty if it would. */
    Optional<MigrationReport> nothingToDo(Optional<Ledger> found, MigrationCode code, MigrateRequest request) {
        if (found.isEmpty()
                || found.get().isUnstamped()
                || (environment.isProtected() && !found.get().isProtected())) {
            return Optional.empty();
        }
        MigrationHistory history = history(code, found.get().rows());
        MigrationPlan plan = forward(request, history, found);
        boolean isRefused = plan.findings().stream().anyMatch(Problem::isError);
        return isRefused
                        || !plan.isEmpty()
                        || newSchema(history.pending(), request, found.get()).isPresent()
                ? Optional.empty()
                : Optional.of(new MigrationReport(Direction.UP, List.of(), history.pending(), notices(code, plan)));
    }

    /** What a report says besides what ran. */
    static List<Problem> notices(MigrationCode code, MigrationPlan plan) {
        List<Problem> notices = new ArrayList<>(code.findings());
        notices.addAll(plan.findings());
        return notices;
    }

    /**
     * A build that saw no migrations leaves the stamps to the next run; they are right only if db/schema is still what it
     * built.
     *
     * @throws ConfitureException {@code ledger.unstamped} if it is not
     */
    void requireStampable(Ledger found, MigrateRequest request) {
        Optional<String> schema = schemaNow(request, found);
        if (schema.isEmpty() || !schema.equals(found.schemaSha256())) {
            throw new ConfitureException(Problem.error(
                    ProblemCode.LEDGER_UNSTAMPED,
                    "It is not known which migrations " + database.label() + " contains.",
                    "it was built when no migrations were compiled, and db/schema has changed since",
                    "build it again now that they are (mvn process-classes confiture:build"
                            + " -Dconfiture.existing=recreate), or take db/schema back to what was built and migrate"
                            + " once"));
        }
    }

    /** The rows as they would be after that stamp, where it is still to come. */
    List<AppliedMigration> rowsOnceStamped(Ledger found, MigrationCode code, MigrateRequest request) {
        if (!found.isUnstamped()) {
            return found.rows();
        }
        requireStampable(found, request);
        List<AppliedMigration> rows = new ArrayList<>(found.rows());
        code.migrations().stream()
                .filter(ResolvedMigration::isContainedInBuilds)
                .map(migration -> AppliedMigration.toBeStamped(rows.size() + 1L, migration))
                .forEach(rows::add);
        return rows;
    }
}
