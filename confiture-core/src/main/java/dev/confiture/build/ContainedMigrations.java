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
interface ContainedMigrations {

    /** Keeps those that are contained, in their order. */
    List<ResolvedMigration> among(List<ResolvedMigration> migrations);

    /** Whether a migration is contained that the code has no longer. */
    boolean hasRetired(MigrationVersion version);

    static ContainedMigrations all() {
        return new All();
    }

    static ContainedMigrations upTo(MigrationVersion version) {
        return new UpTo(version);
    }

    /** Those whose source the commit holds; where the source is not ours (a jar's), those not newer than the newest such. */
    static ContainedMigrations at(GitRef ref) {
        return new At(versionsIn(ref));
    }

    /** Every one. */
    record All() implements ContainedMigrations {

        @Override
        public List<ResolvedMigration> among(List<ResolvedMigration> migrations) {
            return migrations;
        }

        @Override
        public boolean hasRetired(MigrationVersion version) {
            return true;
        }
    }

    /** Those that are not newer than a version. */
    record UpTo(MigrationVersion last) implements ContainedMigrations {

        @Override
        public List<ResolvedMigration> among(List<ResolvedMigration> migrations) {
            return kept(migrations, migration -> hasRetired(migration.version()));
        }

        @Override
        public boolean hasRetired(MigrationVersion version) {
            return version.compareTo(last) <= 0;
        }
    }

    /** @param there versions that the commit names */
    record At(Set<MigrationVersion> there) implements ContainedMigrations {

        @Override
        public List<ResolvedMigration> among(List<ResolvedMigration> migrations) {
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
        }

        @Override
        public boolean hasRetired(MigrationVersion version) {
            return there.contains(version);
        }
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
