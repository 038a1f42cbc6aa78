package dev.confiture.build;

import dev.confiture.history.ResolvedMigration;
import dev.confiture.index.MigrationVersion;
import dev.confiture.schema.tree.GitRef;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Which migrations the schema of a point contains. See docs/decisions on points to build from. */
@FunctionalInterface
interface ContainedMigrations {

    /** Keeps those that are contained, in their order. */
    List<ResolvedMigration> among(List<ResolvedMigration> migrations);

    static ContainedMigrations all() {
        return migrations -> migrations;
    }

    static ContainedMigrations upTo(MigrationVersion version) {
        return migrations -> kept(migrations, migration -> migration.version().compareTo(version) <= 0);
    }

    /** Those whose source the commit holds; where the source is not ours (a jar's), those not newer than the newest such. */
    static ContainedMigrations at(GitRef ref) {
        return migrations -> {
            Set<MigrationVersion> there = versionsIn(ref);
            Optional<MigrationVersion> newest = migrations.stream()
                    .map(ResolvedMigration::version)
                    .filter(there::contains)
                    .max(Comparator.naturalOrder());
            return kept(
                    migrations,
                    migration -> there.contains(migration.version())
                            || (migration.origin().endsWith(".jar")
                                    && newest.filter(last -> migration.version().compareTo(last) <= 0)
                                            .isPresent()));
        };
    }

    /** Versions that stand as string literals in source files that name {@code @Migration}. */
    private static Set<MigrationVersion> versionsIn(GitRef ref) {
        Set<MigrationVersion> versions = new HashSet<>();
        ref.matches("@Migration|\"[0-9]+([._][0-9]+)*\"", List.of(".java", ".kt")).values().stream()
                .filter(matches -> matches.contains("@Migration"))
                .flatMap(Set::stream)
                .map(match -> match.replace("\"", ""))
                .forEach(text -> MigrationVersion.parse(text).ifPresent(versions::add));
        return versions;
    }

    private static List<ResolvedMigration> kept(
            List<ResolvedMigration> migrations, Predicate<ResolvedMigration> contained) {
        return migrations.stream().filter(contained).toList();
    }
}
