package dev.confiture.build;

import dev.confiture.config.Project;
import dev.confiture.config.SeedMode;
import dev.confiture.history.AppliedMigration;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.index.MigrationVersion;
import dev.confiture.ledger.Ledger;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.schema.SchemaHistory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A point of the project that a database has passed, and how to get from there to where it stands.
 *
 * @param start the point; empty for an empty database
 * @param replayed what ran there since, in the order of its ledger
 */
public record PassedPoint(Optional<StartingPoint> start, List<ResolvedMigration> replayed) {

    public PassedPoint {
        replayed = List.copyOf(replayed);
    }

    /**
     * The nearest: db/schema if the database still equals it, else the newest snapshot that contains nothing which the
     * database lacks, else an empty database.
     *
     * @param known migrations of the code
     * @param standing what the database contains
     * @param named a point that somebody chose, as {@link StartingPoint#read} takes it; that one or none
     * @throws ConfitureException {@code preflight.no-point} if no point leads to where the database stands
     */
    public static PassedPoint of(
            Project project, List<ResolvedMigration> known, Ledger standing, Optional<String> named) {
        Search search = new Search(project, known, standing);
        return search.replayedFrom(named.isPresent() ? Optional.of(search.named(named.get())) : search.nearest());
    }

    /** For people: {@code db/schema_history 20261101080000, then 2 migrations}. */
    public String label() {
        String from = start.map(StartingPoint::label).orElse("an empty database");
        int more = replayed.size();
        return more == 0 ? from : from + ", then " + more + (more == 1 ? " migration" : " migrations");
    }

    /** The search for it. */
    private static final class Search {

        private final Project project;
        private final List<ResolvedMigration> known;
        private final Ledger standing;
        private final SeedMode seeds;
        private final Set<MigrationVersion> there;

        Search(Project project, List<ResolvedMigration> known, Ledger standing) {
            this.project = project;
            this.known = known;
            this.standing = standing;
            this.seeds = standing.seeds().orElse(project.environment().seedMode());
            this.there = standing.rows().stream().map(AppliedMigration::version).collect(Collectors.toSet());
        }

        Optional<StartingPoint> nearest() {
            return today().or(() -> new SchemaHistory(project.root())
                    .versions().stream()
                            .filter(there::contains)
                            .sorted(Comparator.reverseOrder())
                            .map(version -> StartingPoint.read(project, Optional.of(version.text()), seeds))
                            .filter(point -> ahead(point).isEmpty())
                            .findFirst());
        }

        private Optional<StartingPoint> today() {
            if (standing.schemaSha256().isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(StartingPoint.read(project, Optional.empty(), seeds))
                        .filter(point -> standing.schemaSha256()
                                .filter(point.schema().sha256()::equals)
                                .isPresent())
                        .filter(point -> ahead(point).isEmpty());
            } catch (ConfitureException e) {
                return Optional.empty(); // what is wrong with today's files is told by others
            }
        }

        StartingPoint named(String from) {
            StartingPoint point = StartingPoint.read(project, Optional.of(from), seeds);
            List<String> ahead =
                    ahead(point).stream().map(ResolvedMigration::label).toList();
            if (!ahead.isEmpty()) {
                throw new ConfitureException(noPoint(
                        point.label() + " contains what the database lacks: " + String.join(", ", ahead),
                        "name an earlier point, or none: then the nearest is looked for"));
            }
            return point;
        }

        /** What a point contains and the database does not. */
        private List<ResolvedMigration> ahead(StartingPoint point) {
            return point.contained(known).stream()
                    .filter(migration -> !there.contains(migration.version()))
                    .filter(migration -> migration
                            .entry()
                            .options()
                            .runsIn(project.environment().name()))
                    .toList();
        }

        PassedPoint replayedFrom(Optional<StartingPoint> start) {
            Map<MigrationVersion, ResolvedMigration> code =
                    known.stream().collect(Collectors.toMap(ResolvedMigration::version, Function.identity()));
            List<ResolvedMigration> contained =
                    start.map(point -> point.contained(known)).orElse(List.of());
            List<ResolvedMigration> replayed = new ArrayList<>();
            List<String> lost = new ArrayList<>();
            for (AppliedMigration row : inOrder()) {
                Optional<ResolvedMigration> migration = Optional.ofNullable(code.get(row.version()));
                if (migration.isEmpty()) {
                    if (start.filter(point -> point.hasRetired(row.version())).isEmpty()) {
                        lost.add(row.label());
                    }
                } else if (!contained.contains(migration.get())) {
                    replayed.add(migration.get());
                }
            }
            if (!lost.isEmpty()) {
                throw new ConfitureException(noPoint(
                        "it contains what the code lacks: " + String.join(", ", lost),
                        "name a point that has them (-Dconfiture.against=build:git:<ref>), or go back to the branch"
                                + " that they belong to"));
            }
            return new PassedPoint(start, replayed);
        }

        private List<AppliedMigration> inOrder() {
            return standing.rows().stream()
                    .sorted(Comparator.comparing(AppliedMigration::order))
                    .toList();
        }

        private static Problem noPoint(String why, String fix) {
            return Problem.error(
                    ProblemCode.PREFLIGHT_NO_POINT,
                    "The point at which the database stands cannot be built.",
                    why,
                    fix);
        }
    }
}
