package dev.confiture.build;

import static java.util.Objects.requireNonNull;

import dev.confiture.build.BuildAction.Kind;
import dev.confiture.build.BuildReport.Outcome;
import dev.confiture.db.ApplicationName;
import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.db.SqlErrors;
import dev.confiture.event.EventSink;
import dev.confiture.history.MigrationHistory;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.ledger.ForeignContent;
import dev.confiture.ledger.Ledger;
import dev.confiture.ledger.TrackingTable;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.sql.Identifier;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings a database to a built schema: creates, fills, leaves or makes anew, as docs/guides/build.md says. Whatever fails
 * leaves the server as it was.
 */
public final class DatabaseBuilder {

    private static final String NO_SUCH_DATABASE = "3D000";

    private final EventSink events;

    public DatabaseBuilder(EventSink events) {
        this.events = requireNonNull(events, "events");
    }

    /**
     * @throws ConfitureException if the build is refused or fails; nothing of it stays then
     */
    public BuildReport build(BuildRequest request) {
        long begin = System.nanoTime();
        try {
            return new Run(request).build(begin);
        } catch (SQLException e) {
            throw new ConfitureException(
                    Problem.error(
                            ProblemCode.DATABASE_ERROR,
                            "The build of database " + request.database().label() + " failed.",
                            SqlErrors.why(e),
                            SqlErrors.isConnectionLost(e)
                                    ? "build again once the server is well: that undoes what this build left"
                                    : "nothing of it stays; correct what the server names and build again"),
                    e);
        }
    }

    /** One build. */
    private final class Run {

        private final BuildRequest request;
        private final Database database;
        private final String application = ApplicationName.of("build");
        private final TrackingTable ledger;
        private final Stamp stamp;

        Run(BuildRequest request) {
            this.request = request;
            this.database = request.database();
            this.ledger = new TrackingTable(
                    Identifier.of(request.environment().migration().ledgerSchema()));
            this.stamp = new Stamp(request, ledger);
        }

        BuildReport build(long begin) throws SQLException {
            try (Maintenance maintenance = openMaintenance()) {
                Target target = lookAndRecover(maintenance);
                BuildAction action = lifecycle().decide(target, history(target));
                NewContent content = new NewContent(request, maintenance, stamp, events, application);
                if (action.kind() == Kind.RECREATE && content.awaitRun()) {
                    target = look(maintenance);
                    action = lifecycle().decide(target, history(target));
                }
                if (action.kind() == Kind.REFUSE) {
                    throw new ConfitureException(action.findings());
                }
                List<Problem> findings = new ArrayList<>(action.findings());
                Outcome outcome = switch (action.kind()) {
                    case CREATE -> content.create() ? Outcome.CLONED : Outcome.CREATED;
                    case RECREATE -> content.recreate() ? Outcome.RECREATED_AS_CLONE : Outcome.RECREATED;
                    case FILL -> {
                        content.fill();
                        yield Outcome.FILLED;
                    }
                    case LEAVE_UP_TO_DATE -> Outcome.UP_TO_DATE;
                    case KEEP -> Outcome.KEPT;
                    case REFUSE -> throw new IllegalStateException("refused already");
                };
                boolean wrote = outcome != Outcome.UP_TO_DATE && outcome != Outcome.KEPT;
                findings.addAll(wrote ? content.findings() : List.of());
                return report(outcome, findings, wrote, target, Duration.ofNanos(System.nanoTime() - begin));
            }
        }

        private Maintenance openMaintenance() throws SQLException {
            try {
                return Maintenance.open(
                        database, application, request.environment().migration().lockWait(), events);
            } catch (SQLException e) {
                throw new ConfitureException(Maintenance.unavailable(database, e), e);
            }
        }

        private Target lookAndRecover(Maintenance maintenance) throws SQLException {
            Target found = look(maintenance);
            return new KilledBuild(database, maintenance, events).undo(found) ? look(maintenance) : found;
        }

        private Target look(Maintenance maintenance) throws SQLException {
            if (!maintenance.admin().exists(Identifier.of(database.name()))) {
                return new Target.Absent(); // quicker to ask than to be refused by
            }
            try (Session session = database.open(application)) {
                if (ledger.isUnfinished(session)) {
                    return new Target.Unfinished();
                }
                Optional<Ledger> found = ledger.read(session);
                if (found.isPresent()) {
                    return new Target.Ours(found.get());
                }
                return ForeignContent.find(session, ledger)
                        .<Target>map(Target.Foreign::new)
                        .orElseGet(Target.Empty::new);
            } catch (SQLException e) {
                if (NO_SUCH_DATABASE.equals(e.getSQLState())) {
                    return new Target.Absent();
                }
                throw e;
            }
        }

        private Lifecycle lifecycle() {
            return new Lifecycle(
                    database,
                    request.start().schema().sha256(),
                    request.environment().build().existing(),
                    request.environment().protectedBecause(),
                    request.server(),
                    request.consent());
        }

        private Optional<MigrationHistory> history(Target target) {
            return target instanceof Target.Ours ours && request.migrations() instanceof KnownMigrations.Seen seen
                    ? Optional.of(MigrationHistory.of(
                            seen.migrations(),
                            ours.ledger().rows(),
                            request.environment().name()))
                    : Optional.empty();
        }

        private BuildReport report(
                Outcome outcome, List<Problem> findings, boolean wrote, Target target, Duration took) {
            List<String> stamped = wrote ? labels(stamp.contained()) : List.of();
            List<String> pending = wrote
                    ? labels(stamp.left())
                    : labels(history(target).map(MigrationHistory::pending).orElse(List.of()));
            return new BuildReport(
                    outcome,
                    database.label(),
                    request.start().label(),
                    request.start().schema().sha256(),
                    stamped,
                    pending,
                    findings,
                    took);
        }

        private static List<String> labels(List<ResolvedMigration> migrations) {
            return migrations.stream().map(ResolvedMigration::label).toList();
        }
    }
}
