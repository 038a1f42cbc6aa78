package dev.confiture.runner;

import dev.confiture.config.Environment;
import dev.confiture.config.MigrationSettings.OutOfOrder;
import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.history.AppliedMigration;
import dev.confiture.history.MigrationHistory;
import dev.confiture.ledger.ForeignContent;
import dev.confiture.ledger.Ledger;
import dev.confiture.ledger.TrackingTable;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.StatusReport.LedgerFound;
import dev.confiture.runner.code.MigrationCode;
import dev.confiture.runner.concurrent.IndexBuilds;
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
                return new Found(
                        database,
                        ledger.isPresent() ? LedgerFound.PRESENT : LedgerFound.ABSENT,
                        ledger,
                        IndexBuilds.invalid(open));
            });
        } catch (Sessions.AbsentDatabase e) {
            return new Found(database, LedgerFound.NO_DATABASE, Optional.empty(), List.of());
        } catch (SQLException e) {
            throw Sessions.failed(database, e);
        }
    }

    /**
     * The ledger of a database that may hold anything else.
     *
     * @return empty if it has none
     * @throws ConfitureException if the database is absent
     */
    Optional<Ledger> ledger(String goal) {
        return look(goal, (session, ledger) -> ledger);
    }

    /**
     * For a run that is only described: what it would find. The server keeps the work from writing.
     *
     * @param work gets no ledger where a migrate would make one
     * @throws ConfitureException if the database is absent, or is not ours and not empty
     */
    <T> T beforeRun(String goal, BeforeRun<T> work) {
        return look(goal, (session, ledger) -> {
            if (ledger.isEmpty()) {
                ForeignContent.find(session, table).ifPresent(problem -> {
                    throw new ConfitureException(problem);
                });
            }
            return work.look(session, ledger);
        });
    }

    private <T> T look(String goal, BeforeRun<T> work) {
        try (Session session = Sessions.open(database, goal)) {
            return session.inTransaction(open -> {
                open.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
                return work.look(open, table.read(open));
            });
        } catch (Sessions.AbsentDatabase e) {
            throw Sessions.absent(database, e);
        } catch (SQLException e) {
            throw Sessions.failed(database, e);
        }
    }

    /** Looks at a database before anything runs. */
    @FunctionalInterface
    interface BeforeRun<T> {
        T look(Session session, Optional<Ledger> ledger) throws SQLException;
    }

    /** @param invalidIndexes left by builds that failed, by name */
    record Found(Database database, LedgerFound found, Optional<Ledger> ledger, List<String> invalidIndexes) {

        StatusReport report(MigrationCode code, Environment environment, Function<Ledger, OutOfOrder> policy) {
            List<AppliedMigration> rows = ledger.map(Ledger::rows).orElse(List.of());
            MigrationHistory history = MigrationHistory.of(code.migrations(), rows, environment.name());
            List<Problem> findings = new ArrayList<>(code.findings());
            findings.addAll(history.findings(ledger.map(policy).orElse(OutOfOrder.ALLOW)));
            invalidIndexes.forEach(index -> findings.add(invalid(index)));
            return new StatusReport(environment.name(), database.label(), found, history.entries(), findings);
        }

        private static Problem invalid(String index) {
            return Problem.warning(
                    ProblemCode.DATABASE_INVALID_INDEX,
                    "The index " + index + " is invalid.",
                    "a build of it with CONCURRENTLY failed; every write pays for it, no query reads it",
                    "if an unfinished migration builds it, mvn confiture:migrate builds it anew; else"
                            + " DROP INDEX CONCURRENTLY " + index);
        }
    }
}
