package dev.confiture;

import dev.confiture.build.BuildRequest;
import dev.confiture.build.BuildRequest.Consent;
import dev.confiture.build.BuildRequest.Server;
import dev.confiture.build.DatabaseBuilder;
import dev.confiture.build.KnownMigrations;
import dev.confiture.build.PassedPoint;
import dev.confiture.build.StartingPoint;
import dev.confiture.config.Environment;
import dev.confiture.config.MigrationSettings;
import dev.confiture.config.Project;
import dev.confiture.db.Database;
import dev.confiture.db.NewDatabase;
import dev.confiture.embedded.DisposablePostgres;
import dev.confiture.problem.ConfitureException;
import dev.confiture.runner.MigrateRequest;
import dev.confiture.runner.Preflight;
import dev.confiture.runner.PreflightReport;
import dev.confiture.runner.Standing;
import dev.confiture.runner.code.MigrationCode;
import dev.confiture.sql.Identifier;
import java.util.Optional;

/**
 * A rehearsal on a build of the point at which the environment's database stands, on a server that is gone afterwards.
 * The database itself is read for its ledger and for nothing else.
 */
final class RehearsalOnBuild {

    private static final Identifier NAME = Identifier.of("rehearsal");

    private final Project project;
    private final EngineSettings settings;
    private final Preflight preflight;

    RehearsalOnBuild(Project project, EngineSettings settings, Preflight preflight) {
        this.project = project;
        this.settings = settings;
        this.preflight = preflight;
    }

    /** @param named a point to build, as {@code build -Dconfiture.from} takes it; empty for the nearest */
    PreflightReport run(MigrationCode code, MigrateRequest request, Optional<String> named) {
        Standing standing = preflight.standing(code, request);
        PassedPoint point = PassedPoint.of(project, code.migrations(), standing.ledger(), named);
        try (DisposablePostgres server =
                DisposablePostgres.start(PrivateServer.options(standing.serverMajor(), settings), settings.events())) {
            Database built = server.database().named(NAME.name());
            Environment there =
                    withoutRole(PrivateServer.project(project, server, NAME).environment());
            if (point.start().isPresent()) {
                build(there, built, point, point.start().get(), code);
            } else {
                TestDatabases.onServer(server.database(), admin -> admin.create(NewDatabase.named(NAME)));
            }
            return preflight.onBuild(built, there, standing, point.replayed(), point.label(), code, request);
        }
    }

    private void build(
            Environment there, Database database, PassedPoint point, StartingPoint start, MigrationCode code) {
        BuildRequest request = new BuildRequest(
                there,
                database,
                Server.EXTERNAL,
                start,
                new KnownMigrations.Seen(code.migrations()),
                new Consent(true, Optional.empty()));
        try {
            new DatabaseBuilder(settings.events()).build(request);
        } catch (ConfitureException e) {
            throw preflight.notReached(e, point.label());
        }
    }

    /** Roles belong to a server, and this one is new. */
    private static Environment withoutRole(Environment environment) {
        MigrationSettings migration = environment.migration();
        return environment.with(migration.with(migration.session().withoutRole()));
    }
}
