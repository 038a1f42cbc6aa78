package dev.confiture.index;

import dev.confiture.index.IndexFinding.Part;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.SourceSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The rules that need all migrations: no version twice, no class twice, {@code dependsOn} names migrations and makes no
 * cycle. They hold for a module while it compiles, and again over every index on a class path.
 */
public final class IndexRules {

    private final List<IndexedMigration> migrations;
    private final Map<String, IndexedMigration> byClass = new HashMap<>();
    private final Predicate<String> isMigrationElsewhere;

    private IndexRules(List<IndexedMigration> migrations, Predicate<String> isMigrationElsewhere) {
        this.migrations = migrations;
        this.isMigrationElsewhere = isMigrationElsewhere;
        for (IndexedMigration migration : migrations) {
            byClass.putIfAbsent(migration.entry().className(), migration);
        }
    }

    /**
     * Every broken rule of a class path's merged indexes, in the order of the migrations.
     *
     * @param migrations all of them, in class-path order: of two that clash, the later is at fault
     */
    public static List<Problem> check(List<IndexedMigration> migrations) {
        return findings(migrations, className -> false).stream()
                .map(IndexFinding::problem)
                .toList();
    }

    /**
     * Every broken rule of one module.
     *
     * @param migrations all of the module; of two that clash, the later is at fault
     * @param isMigrationElsewhere whether a class (binary name) is a migration of another module
     */
    public static List<IndexFinding> findings(
            List<IndexedMigration> migrations, Predicate<String> isMigrationElsewhere) {
        return new IndexRules(migrations, isMigrationElsewhere).findings();
    }

    private List<IndexFinding> findings() {
        List<IndexFinding> findings = new ArrayList<>();
        Map<String, IndexedMigration> classes = new HashMap<>();
        Map<MigrationVersion, IndexedMigration> versions = new HashMap<>();
        for (IndexedMigration migration : migrations) {
            IndexedMigration sameClass = classes.putIfAbsent(migration.entry().className(), migration);
            IndexedMigration sameVersion =
                    versions.putIfAbsent(migration.entry().version(), migration);
            if (sameClass != null) {
                findings.add(duplicateClass(migration, sameClass));
            } else if (sameVersion != null) {
                findings.add(duplicateVersion(migration, sameVersion));
            }
            List<String> dependsOn = migration.entry().options().dependsOn();
            for (int i = 0; i < dependsOn.size(); i++) {
                dependency(migration, i).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private static IndexFinding duplicateClass(IndexedMigration migration, IndexedMigration other) {
        return new IndexFinding(
                migration,
                Part.CLASS,
                0,
                problem(
                        migration,
                        ProblemCode.MIGRATION_DUPLICATE_CLASS,
                        "The migration class " + migration.entry().className() + " is in two places of the class path.",
                        other.origin() + "\n" + migration.origin(),
                        "keep one of them on the class path (often an old jar of the same module)"));
    }

    private static IndexFinding duplicateVersion(IndexedMigration migration, IndexedMigration other) {
        return new IndexFinding(
                migration,
                Part.VERSION,
                0,
                problem(
                        migration,
                        ProblemCode.MIGRATION_DUPLICATE_VERSION,
                        "Version " + migration.entry().version() + " of "
                                + migration.entry().className() + " is already taken by "
                                + other.entry().className() + ".",
                        spelling(migration, other) + described(other) + "\n" + described(migration),
                        "give one of them another version; never one that already ran somewhere"));
    }

    private static String spelling(IndexedMigration migration, IndexedMigration other) {
        String one = other.entry().version().text();
        String two = migration.entry().version().text();
        return one.equals(two) ? "" : one + " and " + two + " are the same number\n";
    }

    private static String described(IndexedMigration migration) {
        return migration.entry().label() + ", " + migration.entry().className() + ", in " + migration.origin();
    }

    private Optional<IndexFinding> dependency(IndexedMigration migration, int position) {
        String from = migration.entry().className();
        String to = migration.entry().options().dependsOn().get(position);
        if (!byClass.containsKey(to)) {
            return isMigrationElsewhere.test(to)
                    ? Optional.empty()
                    : Optional.of(finding(
                            migration,
                            position,
                            ProblemCode.MIGRATION_UNKNOWN_DEPENDENCY,
                            from + " depends on " + to + ", which is not a migration.",
                            "it does not carry @Migration, or its module was compiled without the processor",
                            "annotate " + to + " with @Migration, put its module on the class path, or drop it from"
                                    + " dependsOn"));
        }
        List<String> way = wayBack(to, from);
        if (way.isEmpty()) {
            return Optional.empty();
        }
        String circle = from.equals(to) ? from + " -> " + from : from + " -> " + String.join(" -> ", way);
        return Optional.of(finding(
                migration,
                position,
                ProblemCode.MIGRATION_CYCLIC_DEPENDENCY,
                from.equals(to) ? from + " depends on itself." : from + " and " + to + " depend on each other.",
                circle,
                "break the circle: drop one dependsOn"));
    }

    /** The classes from start to goal along dependsOn, both included; empty if there is no way. */
    private List<String> wayBack(String start, String goal) {
        Map<String, String> cameFrom = new HashMap<>();
        List<String> queue = new ArrayList<>(List.of(start));
        Set<String> seen = new HashSet<>(queue);
        for (int i = 0; i < queue.size(); i++) {
            String at = queue.get(i);
            if (at.equals(goal)) {
                List<String> way = new ArrayList<>(List.of(at));
                while (cameFrom.containsKey(way.get(0))) {
                    way.add(0, cameFrom.get(way.get(0)));
                }
                return way;
            }
            IndexedMigration migration = byClass.get(at);
            for (String next : migration == null
                    ? List.<String>of()
                    : migration.entry().options().dependsOn()) {
                if (seen.add(next)) {
                    cameFrom.put(next, at);
                    queue.add(next);
                }
            }
        }
        return List.of();
    }

    private static IndexFinding finding(
            IndexedMigration migration, int position, ProblemCode code, String what, String why, String fix) {
        return new IndexFinding(migration, Part.DEPENDS_ON, position, problem(migration, code, what, why, fix));
    }

    private static Problem problem(IndexedMigration migration, ProblemCode code, String what, String why, String fix) {
        MigrationSource source = migration.entry().source();
        return Problem.error(code, what, SourceSpan.of(source.file(), source.line()), why, fix);
    }
}
