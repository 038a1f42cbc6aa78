package dev.confiture.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IndexRulesTest {

    @Test
    void differentVersionsAndKnownDependenciesAreFine() {
        assertThat(IndexRules.check(List.of(in("app", "2", "db.B", "db.A"), in("lib.jar", "1", "db.A"))))
                .isEmpty();
    }

    @Test
    void aVersionThatTwoModulesUseNamesBothOrigins() {
        List<Problem> problems = IndexRules.check(List.of(in("lib.jar", "001", "db.A"), in("app", "1", "db.B")));

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).text()).isEqualTo("""
                [migration.duplicate-version] Version 1 of db.B is already taken by db.A.
                  where: db/B.java:7
                  why:   001 and 1 are the same number
                         001 some_name, db.A, in lib.jar
                         1 some_name, db.B, in app
                  fix:   give one of them another version; never one that already ran somewhere""");
    }

    @Test
    void aClassThatIsOnTheClassPathTwiceIsNamedOnceWithBothPlaces() {
        List<Problem> problems = IndexRules.check(List.of(in("a.jar", "1", "db.A"), in("b.jar", "1", "db.A")));

        assertThat(problems).extracting(Problem::code).containsExactly(ProblemCode.MIGRATION_DUPLICATE_CLASS);
        assertThat(problems.get(0).why()).isEqualTo("a.jar\nb.jar");
    }

    @Test
    void aDependencyThatNoIndexListsIsNamed() {
        List<Problem> problems = IndexRules.check(List.of(in("app", "1", "db.A", "db.Gone")));

        assertThat(problems).extracting(Problem::code).containsExactly(ProblemCode.MIGRATION_UNKNOWN_DEPENDENCY);
        assertThat(problems.get(0).what()).contains("db.Gone");
    }

    @Test
    void everyMigrationOnACircleIsNamedAndTheOnesThatLeadToItAreNot() {
        List<IndexFinding> findings = IndexRules.findings(
                List.of(
                        in("app", "1", "db.A", "db.C"),
                        in("app", "2", "db.B", "db.A"),
                        in("app", "3", "db.C", "db.B"),
                        in("app", "4", "db.D", "other.X", "db.A")),
                "other.X"::equals);

        assertThat(findings)
                .extracting(finding -> finding.problem().why())
                .containsExactly(
                        "db.A -> db.C -> db.B -> db.A", "db.B -> db.A -> db.C -> db.B", "db.C -> db.B -> db.A -> db.C");
    }

    @Test
    void aMigrationMayNotDependOnItself() {
        List<Problem> problems = IndexRules.check(List.of(in("app", "1", "db.A", "db.A")));

        assertThat(problems).extracting(Problem::what).containsExactly("db.A depends on itself.");
    }

    private static IndexedMigration in(String origin, String version, String className, String... dependsOn) {
        MigrationOptions defaults = MigrationOptions.DEFAULTS;
        MigrationOptions options = new MigrationOptions(
                defaults.transactional(),
                Optional.of("test"),
                Arrays.asList(dependsOn),
                defaults.data(),
                defaults.retryable(),
                defaults.lockTimeout(),
                defaults.rawConnection(),
                defaults.restartable(),
                defaults.environments());
        MigrationSource source =
                new MigrationSource(className.replace('.', '/') + ".java", 7, Optional.empty(), List.of());
        return new IndexedMigration(
                origin,
                new IndexEntry(
                        MigrationVersion.of(version),
                        "some_name",
                        className,
                        MigrationForm.JAVA,
                        options,
                        source,
                        KnownSql.NOTHING,
                        KnownSql.NOTHING));
    }
}
