package dev.confiture.schema.install;

import dev.confiture.db.MessageOutcome;
import dev.confiture.db.ServerNotice;
import dev.confiture.db.Session;
import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import dev.confiture.problem.Problem;
import dev.confiture.schema.BuiltSchema;
import dev.confiture.schema.lane.LanePlan;
import dev.confiture.schema.lane.LanePlan.Stretch;
import dev.confiture.sql.SplitScript;
import dev.confiture.sql.SqlStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Fills a new database through two sessions: nearly all time of a build is the server's, and one session uses one
 * processor. It commits as it goes, so whoever uses it drops the database if it fails. Which error a script has, and
 * whether it has one, the script's own order decides: after a failure {@link SchemaInstaller} says it.
 */
public final class TwoLanes {

    private final BuiltSchema schema;
    private final SplitScript script;
    private final LanePlan plan;
    private final List<Problem> notes;

    private TwoLanes(BuiltSchema schema, SplitScript script, LanePlan plan, List<Problem> notes) {
        this.schema = schema;
        this.script = script;
        this.plan = plan;
        this.notes = notes;
    }

    /** Empty if the script is refused, or too small to be worth it. */
    public static Optional<TwoLanes> of(BuiltSchema schema) {
        SplitScript script = schema.split();
        List<Problem> findings = new ScriptPolicy(schema).findings();
        return findings.stream().anyMatch(Problem::isError)
                ? Optional.empty()
                : LanePlan.of(script).map(plan -> new TwoLanes(schema, script, plan, findings));
    }

    /**
     * Runs the whole script. Settings, role and search path of the session are at the end what they were before.
     *
     * @param session in autocommit mode, the only one on the database
     * @param application name of the second session
     * @throws SQLException whatever stopped one of the two; the database holds some part of the schema then
     */
    public InstallReport install(Session session, String application, EventSink events) throws SQLException {
        Run run = new Run(session, application, events);
        InstallReport report = run.all();
        notes.forEach(note -> events.accept(new Event.Noticed(note)));
        run.tellNotices();
        return report;
    }

    /** One use of both sessions. */
    private final class Run {

        private final Session main;
        private final String application;
        private final EventSink events;
        private final Queue<StatementNotice> notices = new ConcurrentLinkedQueue<>();
        private int done;
        private long rows;

        Run(Session main, String application, EventSink events) {
            this.main = main;
            this.application = application;
            this.events = events;
        }

        InstallReport all() throws SQLException {
            SessionSettings settings = prepare(main);
            try (SideLane side = new SideLane(this::openSide)) {
                for (Stretch stretch : plan.stretches()) {
                    if (stretch.alone()) {
                        side.awaitAll();
                    }
                    inMain(stretch.main());
                    if (!stretch.side().isEmpty()) {
                        side.submit(session -> inSide(session, stretch.side()));
                    }
                    progress(stretch.main().size() + stretch.side().size());
                }
                side.awaitAll();
                inMain(plan.rest());
                progress(plan.rest().size());
            }
            settings.restore();
            return new InstallReport(plan.statements(), rows);
        }

        /** What both were told, in the script's order. */
        void tellNotices() {
            notices.stream()
                    .sorted(Comparator.comparingInt(StatementNotice::start))
                    .forEach(notice -> events.accept(notice.event(schema)));
        }

        private Session openSide() throws SQLException {
            Session side = main.database().open(application);
            try {
                prepare(side);
                return side;
            } catch (SQLException e) {
                try (side) {
                    throw e;
                }
            }
        }

        /** Commits need not wait for the disk: the last one, of the ledger, waits for all before it. */
        private SessionSettings prepare(Session session) throws SQLException {
            SessionSettings settings = SessionSettings.of(session);
            settings.becomeThoseOfPsql();
            session.execute("SET synchronous_commit = off");
            return settings;
        }

        private void progress(int more) {
            done = Math.min(done + more, plan.statements());
            events.accept(
                    new Event.Progressed(SchemaInstaller.ACTIVITY, done + " of " + plan.statements() + " statements"));
        }

        private void inMain(List<SqlStatement> stretch) throws SQLException {
            if (stretch.isEmpty()) {
                return;
            }
            main.inTransaction(session -> {
                List<SqlStatement> neighbours = new ArrayList<>();
                for (SqlStatement statement : stretch) {
                    if (statement.copyData().isPresent()) {
                        send(neighbours);
                        copy(statement, statement.copyData().get());
                    } else {
                        neighbours.add(statement);
                    }
                }
                send(neighbours);
                return rows;
            });
        }

        private void copy(SqlStatement statement, SqlStatement.CopyData data) throws SQLException {
            rows += main.copyIn(script.text(statement), script.text().substring(data.start(), data.end()));
            for (ServerNotice notice : main.noticesOfCopy()) {
                notices.add(StatementNotice.of(statement, notice));
            }
        }

        /** Sends what was collected, in one message. */
        private void send(List<SqlStatement> neighbours) throws SQLException {
            if (neighbours.isEmpty()) {
                return;
            }
            MessageOutcome outcome = main.executeEach(
                    String.join(";\n", neighbours.stream().map(script::text).toList()));
            check(outcome, neighbours, 1);
            for (int i = 0; i < neighbours.size(); i++) {
                rows += neighbours.get(i).kind().insertsRows() ? outcome.rows().get(i) : 0;
            }
            neighbours.clear();
        }

        /**
         * Each in a transaction of its own: it never holds one lock while it waits for another, so that the lanes cannot
         * stop each other for good.
         */
        private void inSide(Session side, List<SqlStatement> stretch) throws SQLException {
            StringBuilder message = new StringBuilder();
            for (SqlStatement statement : stretch) {
                message.append("BEGIN;\n").append(script.text(statement)).append(";\nCOMMIT;\n");
            }
            check(side.executeEach(message.toString()), stretch, 3);
        }

        /** @param commands how many the server counts for each statement */
        private void check(MessageOutcome outcome, List<SqlStatement> sent, int commands) throws SQLException {
            if (outcome.failure().isPresent()) {
                throw outcome.failure().get();
            }
            for (ServerNotice notice : outcome.notices()) {
                int place = Math.min(notice.completed() / commands, sent.size() - 1);
                notices.add(StatementNotice.of(sent.get(place), notice));
            }
        }
    }
}
