package dev.confiture.build;

import dev.confiture.build.template.TemplateCache;
import dev.confiture.build.template.TemplateCache.Made;
import dev.confiture.db.Database;
import dev.confiture.db.DatabaseAdmin;
import dev.confiture.db.Session;
import dev.confiture.db.SqlErrors;
import dev.confiture.db.lock.LockKey;
import dev.confiture.db.lock.LockTerms;
import dev.confiture.db.lock.SessionLocks;
import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.schema.BuiltSchema;
import dev.confiture.schema.install.SchemaInstaller;
import dev.confiture.schema.install.TwoLanes;
import dev.confiture.sql.Identifier;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Puts a schema and its ledger into a database that is new or empty; takes everything back if that fails. */
final class NewContent {

    private static final String NOT_PERMITTED = "42501";
    private static final String DUPLICATE = "42P04";

    private final BuildRequest request;
    private final Database database;
    private final Identifier name;
    private final BuiltSchema schema;
    private final Maintenance maintenance;
    private final DatabaseAdmin admin;
    private final Stamp stamp;
    private final EventSink events;
    private final String application;
    private long rows;

    NewContent(BuildRequest request, Maintenance maintenance, Stamp stamp, EventSink events, String application) {
        this.request = request;
        this.database = request.database();
        this.name = Identifier.of(database.name());
        this.schema = request.start().schema();
        this.maintenance = maintenance;
        this.admin = maintenance.admin();
        this.stamp = stamp;
        this.events = events;
        this.application = application;
    }

    /**
     * Creates the database with its content.
     *
     * @return whether it is a clone of a template
     */
    boolean create() throws SQLException {
        Draft draft = Draft.of(database, schema, admin);
        try {
            boolean clone = request.isCached() ? createCached(draft) : createUncached(draft);
            draft.complete();
            return clone;
        } catch (SQLException e) {
            if (!DUPLICATE.equals(e.getSQLState())
                    || draft.hasOtherName()) { // else somebody was faster: not ours to drop
                undo(draft::discard, e);
            }
            if (NOT_PERMITTED.equals(e.getSQLState())) {
                throw new ConfitureException(notPermitted(database, e), e);
            }
            throw e;
        } catch (RuntimeException e) {
            undo(draft::discard, e);
            throw e;
        }
    }

    private boolean createUncached(Draft draft) throws SQLException {
        rows = fill(draft, this::writeLedger);
        return false;
    }

    private boolean createCached(Draft draft) throws SQLException {
        TemplateCache templates = new TemplateCache(
                maintenance.session(), events, request.environment().migration().lockWait());
        Made made = templates.create(draft.name(), name, schema, stamp.beginning(), () -> fill(draft, stamp::begin));
        rows = made.rows();
        inDraft(draft, session -> {
            stamp.write(session);
            return 0L;
        });
        return made.isClone();
    }

    /** Creates the draft and fills it; if the fast way fails, the usual one says why, or does it. */
    private long fill(Draft draft, LedgerWork ledgerWork) throws SQLException {
        if (!draft.hasOtherName()) {
            draft.create();
            return inDatabase(session -> installInOrder(session, ledgerWork));
        }
        // Planned while the server creates the database and starts a session on it.
        CompletableFuture<Optional<TwoLanes>> plan =
                CompletableFuture.supplyAsync(() -> TwoLanes.of(schema), NewContent::beside);
        draft.create();
        try (Session session = draft.database().open(application)) {
            Optional<TwoLanes> lanes = plan.join();
            if (lanes.isPresent()) {
                return installInLanes(lanes.get(), session, ledgerWork);
            }
        } catch (SQLException e) {
            events.accept(new Event.Progressed(
                    "building " + database.name(), "once more, one statement after the other: " + SqlErrors.why(e)));
            draft.discard();
            draft.create();
        }
        return inDraft(draft, session -> installInOrder(session, ledgerWork));
    }

    private long installInLanes(TwoLanes lanes, Session session, LedgerWork ledgerWork) throws SQLException {
        long inserted = lanes.install(session, application, events).rows();
        return session.inTransaction(inside -> {
            ledgerWork.run(inside);
            return inserted;
        });
    }

    private long installInOrder(Session session, LedgerWork ledgerWork) throws SQLException {
        long inserted = SchemaInstaller.install(schema, session, events).rows();
        ledgerWork.run(session);
        return inserted;
    }

    private static void beside(Runnable work) {
        Thread thread = new Thread(work, "confiture-lane-plan");
        thread.setDaemon(true);
        thread.start();
    }

    /** Nobody else knows a draft; a database with its own name may be found by others, who then wait. */
    private long inDraft(Draft draft, Session.SqlWork<Long> work) throws SQLException {
        if (!draft.hasOtherName()) {
            return inDatabase(work);
        }
        try (Session session = draft.database().open(application)) {
            return session.inTransaction(work);
        }
    }

    /** Fills the database, schema and ledger in one transaction. */
    void fill() throws SQLException {
        rows = inDatabase(session -> installInOrder(session, this::writeLedger));
    }

    private void writeLedger(Session session) throws SQLException {
        stamp.begin(session);
        stamp.write(session);
    }

    /**
     * Waits for a migrate or rollback that is under way. Whoever else is connected is not waited for.
     *
     * @return whether there was somebody to ask, so that the database may have changed
     * @throws ConfitureException if a run does not end in time
     */
    boolean awaitRun() throws SQLException {
        if (maintenance.connected(name).isEmpty()) {
            return false;
        }
        return inDatabaseUnderLocks((session, locks) -> true);
    }

    /**
     * Makes the database anew. The old one waits under another name until the new one is complete.
     *
     * @return whether it is a clone of a template
     */
    boolean recreate() throws SQLException {
        maintenance.requireBeside(database);
        OldDatabase old = new OldDatabase(database, maintenance);
        old.moveAside();
        boolean clone;
        try {
            clone = create();
        } catch (SQLException | RuntimeException e) {
            undo(old::bringBack, e);
            throw e;
        }
        old.drop();
        return clone;
    }

    /** A failure of the way back is told with the failure that led to it, never in its place. */
    private static void undo(Step step, Exception cause) {
        try {
            step.run();
        } catch (SQLException second) {
            cause.addSuppressed(second);
        }
    }

    /** One step on the server. */
    @FunctionalInterface
    private interface Step {
        void run() throws SQLException;
    }

    /** What there is to tell about the content. */
    List<Problem> findings() {
        List<Problem> findings = new ArrayList<>();
        stamp.unstamped().ifPresent(findings::add);
        if (rows > 0) {
            findings.add(Problem.note(
                    ProblemCode.BUILD_ROWS,
                    "db/schema inserts " + rows + (rows == 1 ? " row." : " rows."),
                    "schemas are compared by their definitions: rows are not compared",
                    "nothing has to be done; rows that are only for some environments belong into db/seeds"));
        }
        return findings;
    }

    private long inDatabase(Session.SqlWork<Long> work) throws SQLException {
        return inDatabaseUnderLocks((session, locks) -> session.inTransaction(inside -> {
            long inserted = work.run(inside);
            locks.verifyHeld();
            return inserted;
        }));
    }

    private <T> T inDatabaseUnderLocks(LockedWork<T> work) throws SQLException {
        try (Session session = database.open(application);
                SessionLocks locks = SessionLocks.acquire(
                        session,
                        application,
                        LockKey.of(stamp.ledgerName()),
                        LockTerms.patient(request.environment().migration().lockWait()),
                        events)) {
            return work.run(session, locks);
        }
    }

    /** What is done while no run is under way. */
    @FunctionalInterface
    private interface LockedWork<T> {
        T run(Session session, SessionLocks locks) throws SQLException;
    }

    /** What the ledger gets in the transaction that ends the content. */
    @FunctionalInterface
    private interface LedgerWork {
        void run(Session session) throws SQLException;
    }

    static Problem notPermitted(Database database, SQLException e) {
        return Problem.error(
                ProblemCode.BUILD_NOT_PERMITTED,
                "Database " + database.label() + " cannot be built by this user.",
                SqlErrors.why(e),
                "let a superuser create the empty database for it (CREATE DATABASE "
                        + Identifier.of(database.name()).quoted() + " OWNER …), or ALTER ROLE … CREATEDB");
    }
}
