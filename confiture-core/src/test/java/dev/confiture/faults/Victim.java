package dev.confiture.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confiture.config.Environment;
import dev.confiture.config.MigrationSettings;
import dev.confiture.config.url.DatabaseUrl;
import dev.confiture.db.Database;
import dev.confiture.event.EventSink;
import dev.confiture.index.MigrationVersion;
import dev.confiture.problem.ConfitureException;
import dev.confiture.runner.MigrateRequest;
import dev.confiture.runner.Migrator;
import dev.confiture.runner.RollbackRequest;
import dev.confiture.runner.TestProject;
import dev.confiture.runner.code.MigrationClassPath;
import dev.confiture.runner.code.MigrationCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A process of its own that migrates: what is killed. */
final class Victim {

    static final String LAST_OF_GROUP = "1.1";

    private static final MigrationVersion BEFORE_ALL = MigrationVersion.of("0");

    private Victim() {}

    /** What a process is to do. */
    enum Goal {
        MIGRATE,
        /** The first migrations, up to {@link #LAST_OF_GROUP}, in one transaction. */
        GROUP,
        ROLLBACK
    }

    /** Starts one on the class path of this JVM. */
    static Process start(Database database, String password, Goal goal, Path folder, Path output) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        database.hosts(),
                        database.name(),
                        goal.name(),
                        folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try (var input = process.getOutputStream()) {
            input.write(password.getBytes(UTF_8));
        }
        return process;
    }

    public static void main(String[] arguments) throws IOException {
        String password = new String(System.in.readAllBytes(), UTF_8);
        Database database = Database.of(arguments[0], arguments[1], Map.of("user", "postgres", "password", password));
        try {
            run(
                    database,
                    Goal.valueOf(arguments[2]),
                    Path.of(arguments[3]),
                    Optional.empty(),
                    event -> System.out.println(event));
        } catch (ConfitureException e) {
            System.out.println(e.getMessage());
            System.exit(1);
        }
    }

    /** @param classes of the migrations, where they are not those of these tests */
    static void run(Database database, Goal goal, Path folder, Optional<Path> classes, EventSink events) {
        try (MigrationCode code =
                classes.map(Victim::compiled).orElseGet(() -> new TestProject(folder).with(KillMigrations.ALL))) {
            switch (goal) {
                case MIGRATE ->
                    migrator(database, MigrationSettings.DEFAULTS, events).migrate(code, all());
                case GROUP ->
                    migrator(database, MigrationSettings.DEFAULTS.withGroup(true), events)
                            .migrate(
                                    code,
                                    new MigrateRequest(Optional.of(MigrationVersion.of(LAST_OF_GROUP)), Map.of()));
                case ROLLBACK ->
                    migrator(database, MigrationSettings.DEFAULTS, events)
                            .rollback(code, RollbackRequest.to(BEFORE_ALL));
            }
        }
    }

    private static MigrationCode compiled(Path classes) {
        return MigrationCode.open(MigrationClassPath.of(List.of(classes), List.of(), Victim.class.getClassLoader()));
    }

    /** A run of a project without migrations: it leaves a ledger. */
    static void nothing(Database database, Path folder) {
        try (MigrationCode code = new TestProject(folder).with()) {
            migrator(database, MigrationSettings.DEFAULTS, EventSink.none()).migrate(code, all());
        }
    }

    private static Migrator migrator(Database database, MigrationSettings settings, EventSink events) {
        Environment environment = Environment.of(
                        "local", new DatabaseUrl.Embedded(OptionalInt.empty(), Optional.empty()))
                .with(settings);
        return new Migrator(database, environment, events);
    }

    private static MigrateRequest all() {
        return new MigrateRequest(Optional.empty(), Map.of());
    }
}
