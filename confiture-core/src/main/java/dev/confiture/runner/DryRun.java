package dev.confiture.runner;

import dev.confiture.db.Database;
import dev.confiture.history.MigrationHistory;
import dev.confiture.history.MigrationPlan;
import dev.confiture.history.MigrationPlan.Direction;
import dev.confiture.ledger.Ledger;
import dev.confiture.ledger.TrackingTable;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.runner.code.LoadedMigration;
import dev.confiture.runner.code.MigrationCode;
import dev.confiture.runner.preview.MigrationPreview;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what a run would do. Takes no locks, runs no user code, and reads in a transaction that the server keeps from writing. */
final class DryRun {

    private final Database database;
    private final LedgerReader reader;
    private final RunPolicy policy;

    DryRun(Database database, TrackingTable ledger, RunPolicy policy) {
        this.database = database;
        this.reader = new LedgerReader(database, ledger);
        this.policy = policy;
    }

    DryRunReport migrate(MigrationCode code, MigrateRequest request) {
        Optional<Ledger> found = reader.beforeRun("migrate", (session, ledger) -> ledger);
        MigrationHistory history = found.isPresent()
                ? policy.history(code, policy.rowsOnceStamped(found.get(), code, request))
                : policy.history(code, List.of());
        return report(code, policy.forward(request, history, found), Direction.UP);
    }

    DryRunReport rollback(MigrationCode code, RollbackRequest request) {
        MigrationHistory history = policy.history(
                code,
                reader.beforeRun("rollback", (session, ledger) -> ledger)
                        .map(Ledger::rows)
                        .orElse(List.of()));
        return report(code, request.plan(history), Direction.DOWN);
    }

    private DryRunReport report(MigrationCode code, MigrationPlan plan, Direction direction) {
        if (plan.isRefused()) {
            throw new ConfitureException(plan.findings());
        }
        List<LoadedMigration> loaded = code.load(
                plan.steps().stream().map(MigrationPlan.Step::migration).toList());
        List<MigrationPreview> migrations = loaded.stream()
                .map(migration -> MigrationPreview.of(migration, direction, code))
                .toList();
        List<Problem> notices = new ArrayList<>(code.findings());
        notices.addAll(plan.findings());
        return new DryRunReport(database.label(), direction, migrations, notices);
    }
}
