package dev.confiture;

import dev.confiture.build.StartingPoint;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.config.Project;
import dev.confiture.config.SeedMode;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.BaselineReport.Compared;
import dev.confiture.runner.BaselineRequest;
import dev.confiture.runner.code.MigrationCode;
import java.util.Map;

/** The point of the project's history at which a database is said to stand. */
final class AdoptedPoint {

    private final BaselineOptions options;
    private final StartingPoint point;
    private final DiffJourney differences;

    /** @throws ConfitureException if there is no such point, or its schema cannot be read */
    AdoptedPoint(Project project, BaselineOptions options, DiffJourney differences) {
        this.options = options;
        this.point = StartingPoint.read(project, options.from(), SeedMode.SEQUENTIAL);
        this.differences = differences;
    }

    /** @param schemaSha256 of today's db/schema */
    BaselineRequest request(MigrationCode code, Map<SeedMode, String> schemaSha256) {
        return new BaselineRequest(
                point.label(),
                point.upToHere(code.migrations()),
                options.data(),
                options.from().isEmpty() ? schemaSha256 : Map.of());
    }

    /** Holds the environment's database against it. */
    Compared compare() {
        DiffReport found =
                differences.compare("database", options.from().orElse(SchemaSources.SCHEMA), options.compared());
        if (!found.isEqual()) {
            throw new ConfitureException(Problem.error(
                    ProblemCode.BASELINE_DIFFERENT,
                    "The database is not what " + point.label() + " says.",
                    String.join("\n", found.lines()),
                    "let db/schema say what the database is, adopt it, and only then change db/schema and generate the"
                            + " migration; name the point where it stands if that is an earlier one (-Dconfiture.from=…), and"
                            + " what is not yours (-Dconfiture.exclude=…); an empty database needs no baseline: mvn"
                            + " confiture:migrate"));
        }
        return new Compared(
                found.leftOut().stream().map(ObjectKey::toString).toList(), found.notCompared(), found.problems());
    }
}
