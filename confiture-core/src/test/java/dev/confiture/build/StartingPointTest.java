package dev.confiture.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.confiture.config.Environment;
import dev.confiture.config.Project;
import dev.confiture.config.SeedMode;
import dev.confiture.config.url.DatabaseUrl;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartingPointTest {

    @TempDir
    Path root;

    @BeforeEach
    void aSchemaWithSeeds() throws IOException {
        write("db/schema/a.sql", "create table today ();\n");
        write("db/schema/seeds/a.sql", "insert into today default values;\n");
    }

    @Test
    void todaysSchemaContainsEveryMigrationButThoseThatMoveData() {
        StartingPoint point = read(Optional.empty());

        assertThat(point.schema().script()).contains("today ()").contains("insert");
        assertThat(point.contained(
                        List.of(KnownMigration.of("1", false, "classes"), KnownMigration.of("2", true, "classes"))))
                .extracting(ResolvedMigration::label)
                .containsExactly("1 m1");
    }

    @Test
    void seedsAreLeftOutWhereTheyAreAppliedOnTheirOwn() {
        assertThat(StartingPoint.read(project(), Optional.empty(), SeedMode.SEQUENTIAL)
                        .schema()
                        .script())
                .doesNotContain("insert");
    }

    @Test
    void aVersionContainsItselfAndWhatIsOlder() throws IOException {
        write("db/schema_history/002.sql", "create table then ();\n");
        StartingPoint point = read(Optional.of("2"));

        assertThat(point.schema().script()).isEqualTo("create table then ();\n");
        assertThat(labels(point, "1", "2", "2.1", "10")).containsExactly("1 m1", "2 m2");
    }

    @Test
    void aCommitContainsTheMigrationsWhoseVersionItsSourcesName() throws Exception {
        write("module/src/main/java/old/Place.java", "@Migration(version = \"001\", name = \"m1\")\nclass Place {}\n");
        write("module/src/main/java/old/Other.java", "class Other { String port = \"3\"; }\n");
        git("init", "-q");
        git("add", "--all");
        git("-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "-q", "-m", "then");
        git("tag", "then");
        write("src/main/java/M2.java", "@Migration(version = \"2\")\n");
        write("db/schema/a.sql", "create table changed ();\n");

        StartingPoint point = read(Optional.of("git:then"));

        assertThat(point.label()).isEqualTo("git:then");
        assertThat(point.schema().script()).contains("today ()");
        assertThat(labels(point, "1", "2", "3")).containsExactly("1 m1");
        assertThat(point.contained(List.of(
                        KnownMigration.of("0.5", false, "lib.jar"),
                        KnownMigration.of("1", false, "classes"),
                        KnownMigration.of("4", false, "lib.jar"))))
                .extracting(ResolvedMigration::label)
                .containsExactly("0.5 m0.5", "1 m1");
    }

    @Test
    void whatIsNeitherVersionNorRefIsNamed() {
        Problem problem = catchThrowableOfType(ConfitureException.class, () -> read(Optional.of("v1.2.0")))
                .problems()
                .get(0);

        assertThat(problem.code()).isEqualTo(ProblemCode.BUILD_UNKNOWN_POINT);
        assertThat(problem.fix()).isEqualTo("if it is a branch, tag or commit, write git:v1.2.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://me:hunter2@host/db", "host=h password=hunter2"})
    void theUrlOfADatabaseIsNotRepeated(String url) {
        assertThat(catchThrowableOfType(ConfitureException.class, () -> read(Optional.of(url)))
                        .problems()
                        .get(0)
                        .text())
                .startsWith("[build.unknown-point] A database is no point")
                .doesNotContain("hunter2");
    }

    private static List<String> labels(StartingPoint point, String... versions) {
        return point
                .contained(List.of(versions).stream()
                        .map(version -> KnownMigration.of(version, false, "classes"))
                        .toList())
                .stream()
                .map(ResolvedMigration::label)
                .toList();
    }

    private StartingPoint read(Optional<String> from) {
        return StartingPoint.read(project(), from, SeedMode.CONCATENATE);
    }

    private Project project() {
        return Project.of(
                root, Environment.of("local", new DatabaseUrl.Embedded(OptionalInt.empty(), Optional.empty())));
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
