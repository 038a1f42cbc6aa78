package dev.confiture.runner;

import dev.confiture.config.Environment;
import dev.confiture.config.MigrationSettings.OutOfOrder;
import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.history.AppliedMigration;
import dev.confiture.history.MigrationHistory;
import dev.confiture.ledger.Ledger;
import dev.confiture.ledger.TrackingTable;
import dev.confiture.problem.Problem;
import dev.confiture.runner.StatusReport.LedgerFound;
import dev.confiture.runner.code.MigrationCode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the ledger without locks and without writing: the server holds it to that. */
final class LedgerReader {

    private final Database database;
    private final TrackingTable table;

    LedgerReader(Database database, TrackingTable table) {
        this.database = database;
        this.table = table;
    }

    /** What a goal that only looks finds. */
    Found read(String goal) {
        try (Session session = Sessions.open(database, goal)) {
            return session.inTransaction(open -> {
                open.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
                Optional<Ledger> ledger = table.read(open);
                return new Found(database, ledger.isPresent() ? LedgerFound.PRESENT : LedgerFound.ABSENT, ledger);
            });
        } catch (Sessions.AbsentDatabase e) {
            return new Found(database, LedgerFound.NO_DATABASE, Optional.empty());
        } catch (SQLException e) {
            throw Sessions.failed(database, e);
        }
    }

    record Found(Database database, LedgerFound found, Optional<Ledger> ledger) {

        StatusReport report(MigrationCode code, Environment environment, Function<Ledger, OutOfOrder> policy) {
            List<AppliedMigration> rows = ledger.map(Ledger::rows).orElse(List.of());
            MigrationHistory history = MigrationHistory.of(code.migrations(), rows, environment.name());
            List<Problem> findings = new ArrayList<>(code.findings());
            findings.addAll(history.findings(ledger.map(policy).orElse(OutOfOrder.ALLOW)));
            return new StatusReport(environment.name(), database.label(), found, history.entries(), findings);
        }
    }
}
