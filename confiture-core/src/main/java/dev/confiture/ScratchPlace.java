package dev.confiture;

import dev.confiture.config.Environment;
import dev.confiture.config.Project;
import dev.confiture.config.url.DatabaseUrl;
import dev.confiture.config.url.DatabaseUrlReader;
import dev.confiture.db.Database;
import dev.confiture.db.SqlErrors;
import dev.confiture.embedded.DisposablePostgres;
import dev.confiture.embedded.binaries.BinariesArtifact;
import dev.confiture.generate.dump.PgDump;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.source.ScratchDatabase;
import dev.confiture.source.ScratchServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where databases are made for a moment: on an embedded server that is gone afterwards, or on the one that scratch_url names. */
final class ScratchPlace implements AutoCloseable {

    private static final String APPLICATION = "confiture:diff";

    private final Opening opening;
    private final List<Database> likeThese = new ArrayList<>();
    private Optional<Opened> opened = Optional.empty();

    private ScratchPlace(Opening opening) {
        this.opening = opening;
    }

    /** @param embedded the server to stop in the end */
    private record Opened(Optional<DisposablePostgres> embedded, DatabaseUrl.Server url, ScratchServer server) {}

    @FunctionalInterface
    private interface Opening {
        Opened open() throws SQLException;
    }

    /**
     * Starts nothing before something is to be made there: two databases are compared without.
     *
     * @param major that the scratch databases have to be of; empty if it makes no difference
     */
    static ScratchPlace of(Project project, EngineSettings settings, Optional<Integer> major) {
        Optional<DatabaseUrl.Server> named = project.environment().scratch();
        return new ScratchPlace(
                named.isPresent()
                        ? () -> named(named.get(), major)
                        : () -> embedded(major.orElseGet(() -> usual(project.environment())), settings));
    }

    /** @throws ConfitureException ({@code diff.other-major}) if there is no such server */
    private synchronized Opened opened() throws SQLException {
        if (opened.isEmpty()) {
            Opened now = opening.open();
            opened = Optional.of(now);
            for (Database other : likeThese) {
                makeRoles(now, other);
            }
        }
        return opened.get();
    }

    private static Opened named(DatabaseUrl.Server url, Optional<Integer> major) throws SQLException {
        Database database = Database.of(url.hosts(), url.database(), url.properties());
        ScratchServer server;
        try {
            server = ScratchServer.open(database, APPLICATION);
        } catch (SQLException e) {
            throw new ConfitureException(
                    Problem.error(
                            ProblemCode.DATABASE_UNREACHABLE,
                            "Cannot open the server of scratch_url, " + database.label() + ".",
                            SqlErrors.why(e),
                            "correct scratch_url, or leave it out: an embedded server is started then"),
                    e);
        }
        int there = server.serverMajor();
        if (major.filter(wanted -> wanted != there).isPresent()) {
            server.close();
            throw otherMajor(
                    "The database is on PostgreSQL " + major.get() + ", the server of scratch_url is " + there + ".",
                    "each major version prints definitions in its own way, so that they do not compare",
                    "name a server of PostgreSQL " + major.get() + " in scratch_url, or leave it out");
        }
        return new Opened(Optional.empty(), url, server);
    }

    private static Opened embedded(int major, EngineSettings settings) throws SQLException {
        if (!DatabaseUrlReader.EMBEDDED_MAJORS.contains(major)) {
            throw otherMajor(
                    "The database is on PostgreSQL " + major + ".",
                    "that version does not come embedded, and each prints definitions in its own way",
                    "name a server of that version in scratch_url");
        }
        DisposablePostgres started =
                DisposablePostgres.start(PrivateServer.options(major, settings), settings.events());
        try {
            ScratchServer server = ScratchServer.open(started.database(), APPLICATION);
            return new Opened(Optional.of(started), PrivateServer.url(started), server);
        } catch (SQLException e) {
            try (started) {
                throw e;
            }
        }
    }

    private static int usual(Environment environment) {
        int usual = BinariesArtifact.DEFAULT_MAJOR;
        return environment.database() instanceof DatabaseUrl.Embedded url
                ? url.major().orElse(usual)
                : usual;
    }

    private static ConfitureException otherMajor(String what, String why, String fix) {
        return new ConfitureException(Problem.error(ProblemCode.DIFF_OTHER_MAJOR, what, why, fix));
    }

    /** @param path the variable {@code PATH} */
    Optional<PgDump> dumps(String path) throws SQLException {
        Opened there = opened();
        return PgDump.find(path, there.url(), there.server().serverMajor());
    }

    ScratchServer server() throws SQLException {
        return opened().server();
    }

    /** The project with one of these databases as its own. The server need not know the roles of another one. */
    Project project(Project project, ScratchDatabase database) throws SQLException {
        Environment there = PrivateServer.project(
                        project, opened().url().named(database.database().name()))
                .environment();
        Environment free =
                there.with(there.migration().with(there.migration().session().withoutRole()));
        return new Project(project.root(), free, project.environmentNames());
    }

    /**
     * Does what may name roles. They are made where nobody else sees them.
     *
     * @param work leaves nothing behind that a second try would meet
     */
    <T> T withRoles(RolesAsNeeded.Work<T> work) throws SQLException {
        RolesAsNeeded.Work<T> again = () -> RoleCollision.outlast(work);
        Opened there = opened();
        if (there.embedded().isPresent()) {
            return new RolesAsNeeded(there.embedded().get().database()).during(again);
        }
        try {
            return again.run();
        } catch (SQLException | RuntimeException e) {
            Optional<ConfitureException> missing =
                    RolesAsNeeded.missing(e).map(role -> missingRole(there.url(), role, e));
            if (missing.isPresent()) {
                throw missing.get();
            }
            throw e;
        }
    }

    /** Makes the roles that a database's objects name, where nobody else sees them: its schema will be made again here. */
    synchronized void rolesLikeIn(Database other) throws SQLException {
        likeThese.add(other);
        if (opened.isPresent()) {
            makeRoles(opened.get(), other);
        }
    }

    private static void makeRoles(Opened there, Database other) throws SQLException {
        if (there.embedded().isPresent()) {
            new RolesAsNeeded(there.embedded().get().database()).likeIn(other);
        }
    }

    private static ConfitureException missingRole(DatabaseUrl.Server url, String role, Exception failure) {
        return MissingExtension.located(
                Problem.error(
                        ProblemCode.DIFF_MISSING_ROLE,
                        "The scratch server " + url.redacted() + " does not have the role \"" + role + "\".",
                        "roles belong to a whole server, so none is made on a server that others use",
                        "create the role there (CREATE ROLE), or leave scratch_url out: an embedded server gets the roles"
                                + " that it needs"),
                failure);
    }

    @Override
    public synchronized void close() throws SQLException {
        if (opened.isPresent()) {
            try {
                opened.get().server().close();
            } finally {
                opened.get().embedded().ifPresent(DisposablePostgres::close);
            }
        }
    }
}
