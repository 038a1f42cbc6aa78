package dev.confiture;

import dev.confiture.config.Project;
import dev.confiture.db.Session;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.index.MigrationVersion;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.code.MigrationClassPath;
import dev.confiture.runner.code.MigrationCode;
import dev.confiture.schema.SchemaHistory;
import dev.confiture.source.ScratchDatabase;
import dev.confiture.source.ScratchServer;
import dev.confiture.sql.QualifiedName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Runs the migrations of the code from a starting point. See docs/decisions on what verify replays.
 *
 * @param start the snapshot to start from, as it was named; empty for the one that leaves no migration out
 */
record Replay(Optional<String> start) {

    private static final String SOURCE = "migrations";

    /** @param label for people: where it started */
    record Replayed(String label, ScratchDatabase database) {

        /**
         * Takes away what migrations leave behind beside their schema: the ledger, and rows.
         *
         * @return false if that cannot be: something of the user's stands on the ledger, or a right is missing
         */
        boolean keepSchemaOnly(List<QualifiedName> ledger) throws SQLException {
            String tables = ledger.stream().map(QualifiedName::quoted).collect(Collectors.joining(", "));
            try (Session session = database.open()) {
                boolean isFree = session.executeEach("DROP TABLE IF EXISTS " + tables)
                        .failure()
                        .isEmpty();
                return isFree && ScratchDatabase.removeRows(session);
            }
        }
    }

    /**
     * @param source {@code migrations} or {@code migrations:<version>}
     * @return empty if the source is something else
     */
    static Optional<Replay> named(String source) {
        if (source.equals(SOURCE)) {
            return Optional.of(new Replay(Optional.empty()));
        }
        return source.startsWith(SOURCE + ':')
                ? Optional.of(new Replay(
                        Optional.of(source.substring(SOURCE.length() + 1).strip())))
                : Optional.empty();
    }

    /** The database is to be closed. */
    Replayed run(Project project, MigrationClassPath classPath, EngineSettings settings, ScratchPlace place)
            throws SQLException {
        SchemaHistory history = new SchemaHistory(project.root());
        Optional<String> from =
                start.or(() -> start(history.versions(), versions(classPath)).map(MigrationVersion::text));
        String label = label(from);
        ScratchServer.Made migrated = database -> {
            Confiture there = Confiture.of(place.project(project, database), classPath, settings);
            from.ifPresent(point -> there.schema().build(BuildOptions.from(point)));
            try {
                there.migrations().apply();
            } catch (ConfitureException e) {
                throw stopped(label, history.versions(), e);
            }
        };
        ScratchDatabase database = place.withRoles(() -> place.server().made(migrated));
        return new Replayed("migrations, from " + label, database);
    }

    /** @param from a point as {@link BuildOptions#from} takes it */
    static String label(Optional<String> from) {
        return from.map(point -> point.startsWith("git:") ? point : SchemaHistory.FOLDER + ' ' + point)
                .orElse("an empty database");
    }

    /** The newest snapshot that contains no migration of the code, so that all of them run. */
    static Optional<MigrationVersion> start(List<MigrationVersion> snapshots, List<MigrationVersion> migrations) {
        return snapshots.stream()
                .filter(snapshot -> migrations.stream().allMatch(version -> version.compareTo(snapshot) > 0))
                .reduce((older, newer) -> newer);
    }

    private static List<MigrationVersion> versions(MigrationClassPath classPath) {
        try (MigrationCode code = MigrationCode.open(classPath)) {
            return code.migrations().stream().map(ResolvedMigration::version).toList();
        }
    }

    private static ConfitureException stopped(String start, List<MigrationVersion> snapshots, ConfitureException e) {
        String known = snapshots.isEmpty()
                ? "mvn confiture:snapshot makes a point to start from"
                : "name the snapshot that they lead on from (migrations:"
                        + snapshots.get(snapshots.size() - 1).text() + ", on verify -Dconfiture.from)";
        List<Problem> problems = new ArrayList<>(e.problems());
        problems.add(Problem.error(
                ProblemCode.DIFF_NOT_REPLAYED,
                "The migrations do not run from " + start + ".",
                "every migration of the code is run again, those too that every database has long since",
                "mend the migration; or, if older ones are gone from the code, " + known));
        return new ConfitureException(problems, e);
    }
}
