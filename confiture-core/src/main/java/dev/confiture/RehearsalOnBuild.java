package dev.confiture;

import dev.confiture.build.BuildRequest;
import dev.confiture.build.BuildRequest.Consent;
import dev.confiture.build.BuildRequest.Server;
import dev.confiture.build.DatabaseBuilder;
import dev.confiture.build.KnownMigrations;
import dev.confiture.build.PassedPoint;
import dev.confiture.build.StartingPoint;
import dev.confiture.config.Environment;
import dev.confiture.config.Project;
import dev.confiture.db.Database;
import dev.confiture.db.SqlErrors;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.MigrateRequest;
import dev.confiture.runner.Preflight;
import dev.confiture.runner.PreflightReport;
import dev.confiture.runner.Standing;
import dev.confiture.runner.code.MigrationCode;
import dev.confiture.source.ScratchDatabase;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A rehearsal on a build of the point at which the environment's database stands, on a scratch server.
 * The database itself is read for its ledger and for nothing else.
 */
final class RehearsalOnBuild {

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
        try (ScratchPlace place = ScratchPlace.of(project, settings, Optional.of(standing.serverMajor()));
                ScratchDatabase scratch = place.server().create()) {
            Database built = scratch.database();
            Environment there = place.project(project, scratch).environment();
            point.start().ifPresent(start -> build(there, built, point, start, code));
            return preflight.onBuild(built, there, standing, point.replayed(), point.label(), code, request);
        } catch (SQLException e) {
            throw new ConfitureException(
                    Problem.error(
                            ProblemCode.DATABASE_ERROR,
                            "No scratch database could be made for the rehearsal.",
                            SqlErrors.why(e),
                            "its user has to be allowed to create databases (ALTER ROLE … CREATEDB)"),
                    e);
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
}
