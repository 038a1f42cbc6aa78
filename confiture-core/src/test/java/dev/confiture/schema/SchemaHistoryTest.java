package dev.confiture.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.confiture.index.MigrationVersion;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.schema.SchemaFile.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaHistoryTest {

    @TempDir
    Path root;

    @Test
    void aSnapshotIsTheScriptAndReadsBackWithItsHash() throws IOException {
        BuiltSchema built = schema("create table a ();\n");
        SchemaHistory history = new SchemaHistory(root);

        assertThat(history.write(MigrationVersion.of("002"), built)).isEqualTo("db/schema_history/002.sql");

        assertThat(Files.readString(root.resolve("db/schema_history/002.sql"))).isEqualTo(built.script());
        BuiltSchema read = history.read(MigrationVersion.of("2"));
        assertThat(read.sha256()).isEqualTo(built.sha256());
        assertThat(read.locate(read.script().indexOf("table")).position()).isEqualTo("db/schema_history/002.sql:2:8");
    }

    @Test
    void aSecondSnapshotOfAVersionReplacesTheFirstUnderItsName() throws IOException {
        Files.createDirectories(root.resolve("db/schema_history"));
        Files.writeString(root.resolve("db/schema_history/001_start.sql"), "old");
        SchemaHistory history = new SchemaHistory(root);

        history.write(MigrationVersion.of("1"), schema("select 1;"));

        assertThat(history.versions()).extracting(MigrationVersion::text).containsExactly("001");
        assertThat(history.read(MigrationVersion.of("1")).script()).contains("select 1");
    }

    @Test
    void aVersionWithoutSnapshotNamesThoseThatHaveOne() throws IOException {
        SchemaHistory history = new SchemaHistory(root);
        history.write(MigrationVersion.of("20260101"), schema("select 1;"));
        history.write(MigrationVersion.of("20251231"), schema("select 1;"));

        Problem problem = problem(history, "20260102");

        assertThat(problem.code()).isEqualTo(ProblemCode.SCHEMA_NO_SNAPSHOT);
        assertThat(problem.why()).isEqualTo("there are: 20251231, 20260101");
        assertThat(problem.fix()).startsWith("Did you mean \"20260101\"? ");
    }

    @Test
    void twoSnapshotsOfOneVersionAreAnError() throws IOException {
        Files.createDirectories(root.resolve("db/schema_history"));
        Files.writeString(root.resolve("db/schema_history/1.sql"), "select 1;");
        Files.writeString(root.resolve("db/schema_history/01_start.sql"), "select 1;");

        assertThat(problem(new SchemaHistory(root), "1").code()).isEqualTo(ProblemCode.SCHEMA_SNAPSHOT_AMBIGUOUS);
    }

    private static BuiltSchema schema(String text) {
        return SchemaBuilder.build(List.of(new SchemaFile("db/schema/a.sql", text, Purpose.SCHEMA)));
    }

    private static Problem problem(SchemaHistory history, String version) {
        return catchThrowableOfType(ConfitureException.class, () -> history.read(MigrationVersion.of(version)))
                .problems()
                .get(0);
    }
}
