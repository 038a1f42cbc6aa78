package dev.confiture.runner;

import dev.confiture.config.Environment;
import dev.confiture.config.MigrationSettings;
import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.db.lock.LockKey;
import dev.confiture.history.Digest;
import dev.confiture.history.MigrationHistory;
import dev.confiture.history.MigrationPlan;
import dev.confiture.history.MigrationPlan.Direction;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.ledger.Ledger;
import dev.confiture.ledger.LedgerEvent;
import dev.confiture.ledger.LedgerRow;
import dev.confiture.ledger.TrackingTable;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.attempt.MigrationStep;
import dev.confiture.runner.attempt.MigrationStep.BodyFailure;
import dev.confiture.runner.code.LoadedMigration;
import dev.confiture.runner.code.MigrationCode;
import dev.confiture.runner.context.JdbcMigrationContext;
import dev.confiture.runner.rehearsal.StatementWatch;
import dev.confiture.runner.script.CapturedStatements;
import dev.confiture.runner.script.ScriptedMigration;
import dev.confiture.runner.script.SqlScript;
import dev.confiture.runner.session.ScriptedSession;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes down what a migrate would send. Takes no locks, sends nothing, and runs no code of a migration. */
final class Scripter {

    private final Database database;
    private final Environment environment;
    private final TrackingTable ledger;
    private final RunPolicy policy;

    Scripter(Database database, Environment environment, TrackingTable ledger, RunPolicy policy) {
        this.database = database;
        this.environment = environment;
        this.ledger = ledger;
        this.policy = policy;
    }

    MigrationScript migrate(MigrationCode code, MigrateRequest request) {
        return new LedgerReader(database, ledger)
                .beforeRun("migrate", (session, found) -> script(session, found, code, request));
    }

    private MigrationScript script(Session session, Optional<Ledger> found, MigrationCode code, MigrateRequest request)
            throws SQLException {
        MigrationHistory history = policy.history(
                code, found.isPresent() ? policy.rowsOnceStamped(found.get(), code, request) : List.of());
        MigrationPlan plan = policy.forward(request, history, found);
        List<ResolvedMigration> planned =
                plan.steps().stream().map(MigrationPlan.Step::migration).toList();
        refuse(plan, planned);
        List<ScriptedMigration> migrations = code.load(planned).stream()
                .map(loaded -> captured(loaded, session))
                .toList();
        LockKey locks = LockKey.of(ledger.name());
        ScriptedSession around = new ScriptedSession(environment.migration().session());
        SqlScript script = new SqlScript()
                .comment(
                        "What confiture:migrate would send to " + database.label() + ", environment "
                                + environment.name() + ".",
                        "Run it with psql -f on that database, as the user who migrates. If anything changed the database"
                                + " since, it stops.")
                .add(around.reset())
                .add(locks.takeSql());
        inOwnTransaction("The ledger", ledgerBefore(session, found, code), script, around);
        add(migrations, script, around);
        inOwnTransaction("Nothing is pending any more", ledgerAfter(found, history, planned, request), script, around);
        script.comment("The end").add(around.reset()).add(locks.giveBackSql());
        List<Problem> notices = new ArrayList<>(code.findings());
        notices.addAll(plan.findings());
        return new MigrationScript(database.label(), script.text(), planned, notices);
    }

    private static void refuse(MigrationPlan plan, List<ResolvedMigration> planned) {
        List<Problem> problems = new ArrayList<>(plan.findings());
        planned.stream()
                .filter(migration -> !migration.entry().form().isDeclarative())
                .map(Scripter::notScriptable)
                .forEach(problems::add);
        if (problems.stream().anyMatch(Problem::isError)) {
            throw new ConfitureException(problems);
        }
    }

    private static Problem notScriptable(ResolvedMigration migration) {
        return Problem.error(
                ProblemCode.RUN_NOT_SCRIPTABLE,
                "Migration " + migration.label() + " is Java code, which no SQL script can hold.",
                migration.place(),
                "what it sends is known only while it runs",
                "write its SQL with @Up; or write the script up to the migration before it (-Dconfiture.target), and let"
                        + " confiture:migrate run this one");
    }

    private ScriptedMigration captured(LoadedMigration loaded, Session session) {
        MigrationStep step = new MigrationStep(loaded, Direction.UP, MigrationStep.Place.ALONE, StatementWatch.NONE);
        CapturedStatements statements = new CapturedStatements(
                step.options().transactional() ? step.inTransaction(session, note -> {})::check : script -> {});
        JdbcMigrationContext context = step.context(session, statements);
        try {
            Digest sent = step.runBody(context);
            return new ScriptedMigration(
                    step.migration(),
                    statements.all(),
                    sent,
                    step.done(sent, Duration.ZERO),
                    step.options()
                            .lockTimeout()
                            .orElse(environment.migration().session().lockTimeout()));
        } catch (BodyFailure e) {
            throw step.failure().report(e.reason(), context.failure(), "no script was written");
        }
    }

    private void add(List<ScriptedMigration> migrations, SqlScript script, ScriptedSession around) {
        MigrationSettings settings = environment.migration();
        if (settings.isGrouped() && !migrations.isEmpty()) {
            ScriptedMigration.together(migrations, script, around, ledger);
            return;
        }
        for (ScriptedMigration each : migrations) {
            if (each.migration().entry().options().transactional()) {
                ScriptedMigration.together(List.of(each), script, around, ledger);
            } else {
                each.outside(script, around, ledger, settings.concurrentlyWait());
            }
        }
    }

    /** What a run does before the first migration. */
    private List<String> ledgerBefore(Session session, Optional<Ledger> found, MigrationCode code) throws SQLException {
        List<String> sql = new ArrayList<>(found.isPresent() ? List.of() : ledger.createSql(session));
        if (environment.isProtected() && !found.map(Ledger::isProtected).orElse(false)) {
            sql.add(ledger.recordSql(LedgerEvent.guarded(environment.name())));
        }
        if (found.map(Ledger::isUnstamped).orElse(false)) {
            List<ResolvedMigration> contained = code.migrations().stream()
                    .filter(ResolvedMigration::isContainedInBuilds)
                    .toList();
            contained.forEach(migration -> sql.add(ledger.insertSql(LedgerRow.built(migration))));
            sql.add(ledger.recordSql(LedgerEvent.stamped(contained.size())));
        }
        return sql;
    }

    /** What a run does behind the last migration. */
    private List<String> ledgerAfter(
            Optional<Ledger> found, MigrationHistory history, List<ResolvedMigration> planned, MigrateRequest request) {
        Optional<String> schema = found.isPresent()
                ? policy.schemaNow(request, found.get())
                : Optional.ofNullable(request.schemaSha256().get(environment.seedMode()));
        boolean isKnown = planned.isEmpty() && schema.equals(found.flatMap(Ledger::schemaSha256));
        boolean isPending = !planned.containsAll(history.pending());
        return schema.isEmpty() || isKnown || isPending
                ? List.of()
                : List.of(ledger.recordSql(LedgerEvent.migratedTo(schema.get())));
    }

    private static void inOwnTransaction(String comment, List<String> sql, SqlScript script, ScriptedSession around) {
        if (!sql.isEmpty()) {
            script.comment(comment).add("BEGIN").add(around.record(sql)).add("COMMIT");
        }
    }
}
