package dev.confiture.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.confiture.TestServer;
import dev.confiture.config.Environment;
import dev.confiture.config.MigrationSettings;
import dev.confiture.config.MigrationSettings.OutOfOrder;
import dev.confiture.config.url.DatabaseUrl;
import dev.confiture.db.Session;
import dev.confiture.db.lock.OrphanChoice;
import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import dev.confiture.index.MigrationVersion;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.runner.attempt.Retries;
import dev.confiture.runner.code.MigrationCode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A fresh database, a project and a migrator that joins them. */
abstract class MigratorFixture {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    protected Path folder;

    protected TestServer.FreshDatabase database;
    protected Session session;
    protected final List<Event> events = new ArrayList<>();

    @BeforeEach
    void openDatabase() throws SQLException {
        database = TestServer.freshDatabase();
        session = database.open();
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        session.close();
        database.close();
    }

    protected static Environment environment(Optional<String> protectedBecause, OutOfOrder outOfOrder) {
        Environment plain = Environment.of("local", new DatabaseUrl.Embedded(OptionalInt.empty(), Optional.empty()));
        return new Environment(
                plain.name(),
                plain.database(),
                protectedBecause,
                plain.schemaFolders(),
                plain.seedMode(),
                plain.build(),
                MigrationSettings.DEFAULTS.withLockWait(PATIENCE).with(outOfOrder));
    }

    protected Migrator migrator() {
        return migrator(environment(Optional.empty(), OutOfOrder.WARN), events::add);
    }

    protected Migrator migrator(Environment environment, EventSink sink) {
        Retries quick = new Retries(3, Duration.ofMillis(2), Duration.ofMillis(2), new Random(1));
        return new Migrator(database.database(), environment, OrphanChoice.LEAVE, sink, quick);
    }

    protected MigrationReport migrate(Class<?>... migrations) {
        try (MigrationCode code = new TestProject(folder).with(migrations)) {
            return migrator().migrate(code, all());
        }
    }

    protected MigrationReport rollback(RollbackRequest request, Class<?>... migrations) {
        try (MigrationCode code = new TestProject(folder).with(migrations)) {
            return migrator().rollback(code, request);
        }
    }

    protected StatusReport status(Class<?>... migrations) {
        try (MigrationCode code = new TestProject(folder).with(migrations)) {
            return migrator().status(code);
        }
    }

    protected static MigrateRequest all() {
        return new MigrateRequest(Optional.empty(), Map.of());
    }

    protected static MigrateRequest to(String version) {
        return new MigrateRequest(Optional.of(MigrationVersion.of(version)), Map.of());
    }

    protected List<Problem> refusal(Runnable run) {
        ConfitureException refused = catchThrowableOfType(ConfitureException.class, run::run);
        assertThat(refused).as("a refusal").isNotNull();
        return refused.problems();
    }

    protected List<String> rows() throws SQLException {
        return column("SELECT version || ' ' || name || ' ' || state FROM public.tb_confiture ORDER BY pk_confiture");
    }

    protected List<String> eventKinds() throws SQLException {
        return column("SELECT kind FROM public.tb_confiture_event ORDER BY pk_confiture_event");
    }

    protected List<String> tables() throws SQLException {
        return column("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
                + " AND relname NOT LIKE 'tb_confiture%' ORDER BY 1");
    }

    protected List<String> column(String sql) throws SQLException {
        return session.query(sql, row -> row.getString(1));
    }
}
