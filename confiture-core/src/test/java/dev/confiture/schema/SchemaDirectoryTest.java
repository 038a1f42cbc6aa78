package dev.confiture.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.confiture.config.BuildSettings.SortMode;
import dev.confiture.config.SchemaFolder;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.schema.SchemaFile.Purpose;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaDirectoryTest {

    @TempDir
    Path root;

    @Test
    void orderDecidesBetweenFoldersAndThePathInsideThem() throws IOException {
        files("db/last/a.sql", "db/first/20_b/x.sql", "db/first/10_a/y.sql", "db/first/10_a/sub/z.sql");

        assertThat(names(SchemaFolder.of("db/last", 10), SchemaFolder.of("db/first", 0)))
                .containsExactly(
                        "db/first/10_a/sub/z.sql", "db/first/10_a/y.sql", "db/first/20_b/x.sql", "db/last/a.sql");
    }

    @Test
    void pathsAreComparedComponentByComponent() throws IOException {
        files("db/schema/a/z.sql", "db/schema/a-b/a.sql", "db/schema/a.sql");

        assertThat(names(SchemaFolder.DEFAULT))
                .containsExactly("db/schema/a/z.sql", "db/schema/a-b/a.sql", "db/schema/a.sql");
    }

    @Test
    void foldersOfOneOrderComeAsTheConfigurationListsThem() throws IOException {
        files("db/b/1.sql", "db/a/1.sql");

        assertThat(names(SchemaFolder.of("db/b", 0), SchemaFolder.of("db/a", 0)))
                .containsExactly("db/b/1.sql", "db/a/1.sql");
    }

    @Test
    void overlappingFoldersReadAFileOnceForTheDeepestOne() throws IOException {
        files("db/schema/00_common/a.sql", "db/schema/10_tables/b.sql", "db/schema/99.sql");

        assertThat(names(SchemaFolder.DEFAULT, SchemaFolder.of("db/schema/00_common", 50)))
                .containsExactly("db/schema/10_tables/b.sql", "db/schema/99.sql", "db/schema/00_common/a.sql");
    }

    @Test
    void twoNamesOfOneFileAreReadOnce() throws IOException {
        files("db/schema/a.sql");
        Files.createSymbolicLink(root.resolve("db/schema/z.sql"), root.resolve("db/schema/a.sql"));

        assertThat(names(SchemaFolder.DEFAULT)).hasSize(1);
    }

    @Test
    void hexadecimalPrefixesAreNumbersInFoldersToo() throws IOException {
        files(
                "db/schema/0x1F_views/a.sql",
                "db/schema/0A_types/012311_b.sql",
                "db/schema/0A_types/0xFF_a.sql",
                "db/schema/9_common/a.sql",
                "db/schema/add_user.sql",
                "db/schema/100_late/a.sql");

        List<String> names = SchemaDirectory.of(root, List.of(SchemaFolder.DEFAULT), SortMode.HEX).readAll().stream()
                .map(SchemaFile::name)
                .toList();

        assertThat(names)
                .containsExactly(
                        "db/schema/9_common/a.sql",
                        "db/schema/0A_types/0xFF_a.sql",
                        "db/schema/0A_types/012311_b.sql",
                        "db/schema/0x1F_views/a.sql",
                        "db/schema/100_late/a.sql",
                        "db/schema/add_user.sql");
    }

    @Test
    void includeAndExcludeChooseFiles() throws IOException {
        files("db/schema/a.sql", "db/schema/drafts/b.sql", "db/schema/c/c.view.sql", "db/schema/c/c.table.sql");

        assertThat(names(
                        new SchemaFolder("db/schema", 0, true, List.of("**/*.sql"), List.of("drafts", "c/*.view.sql"))))
                .containsExactly("db/schema/a.sql", "db/schema/c/c.table.sql");
        assertThat(names(new SchemaFolder("db/schema", 0, true, List.of("*.{view,table}.sql"), List.of())))
                .containsExactly("db/schema/c/c.table.sql", "db/schema/c/c.view.sql");
        assertThat(names(new SchemaFolder("db/schema", 0, false, List.of(), List.of())))
                .containsExactly("db/schema/a.sql");
    }

    @Test
    void onlyVisibleSqlFilesCount() throws IOException {
        files("db/schema/a.SQL", "db/schema/.a.sql", "db/schema/.git/a.sql", "db/schema/README.md");

        assertThat(names(SchemaFolder.DEFAULT)).containsExactly("db/schema/a.SQL");
    }

    @Test
    void aByteOrderMarkIsLeftOutAndNothingElseChanges() throws IOException {
        files("db/schema/a.sql");
        Files.writeString(root.resolve("db/schema/a.sql"), "\uFEFFselect 'é😀';\r\n");

        assertThat(read(SchemaFolder.DEFAULT))
                .singleElement()
                .satisfies(file -> assertThat(file.text()).isEqualTo("select 'é😀';\r\n"));
    }

    @Test
    void seedsAreToldApart() throws IOException {
        files("db/schema/a.sql", "db/schema/90_seeds/b.sql", "db/schema/seed_users.sql", "db/schema/tb_seedling.sql");
        SchemaDirectory directory = SchemaDirectory.of(root, List.of(SchemaFolder.DEFAULT), SortMode.ALPHABETICAL);

        assertThat(directory.readAll())
                .hasSize(4)
                .filteredOn(file -> file.purpose() == Purpose.SEED)
                .hasSize(2);
        assertThat(directory.readSchemaOnly())
                .extracting(SchemaFile::name)
                .containsExactly("db/schema/a.sql", "db/schema/tb_seedling.sql");
    }

    @Test
    void bytesThatAreNotUtf8AreReportedWithOffsetAndLineForEveryFile() throws IOException {
        files("db/schema/a.sql", "db/schema/b.sql");
        Files.write(
                root.resolve("db/schema/a.sql"), "-- ok\nselect 'caf\u00e9';".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(root.resolve("db/schema/b.sql"), "select 1;\n\nselect 'é\0';");

        assertThat(problems(SchemaFolder.DEFAULT)).extracting(Problem::text).containsExactly("""
                        [schema.not-utf8] The schema file db/schema/a.sql is not UTF-8 text.
                          where: db/schema/a.sql:2
                          why:   byte 17 (0xE9) is not UTF-8
                          fix:   save the file as UTF-8 (for example: iconv -f latin1 -t utf-8)""", """
                        [schema.not-utf8] The schema file db/schema/b.sql is not UTF-8 text.
                          where: db/schema/b.sql:3
                          why:   byte 21 (0x00) is NUL, which no PostgreSQL text may hold
                          fix:   save the file as UTF-8 (for example: iconv -f latin1 -t utf-8)""");
    }

    @Test
    void aMissingFolderIsNamedWithItsNearestNeighbour() throws IOException {
        files("db/schema/a.sql");

        assertThat(problems(SchemaFolder.of("db/shcema", 0))).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.SCHEMA_FOLDER_MISSING);
            assertThat(problem.fix()).startsWith("Did you mean \"schema\"? ");
        });
    }

    @Test
    void noFileAtAllIsAnErrorWithThePath() throws IOException {
        files("db/schema/README.md");

        assertThat(problems(SchemaFolder.DEFAULT)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.SCHEMA_NO_FILES);
            assertThat(problem.what()).isEqualTo("There is no schema file in db/schema.");
        });
    }

    @Test
    void anIncludeThatTakesNothingIsAWarningBesideOtherFolders() throws IOException {
        files("db/schema/a.sql", "db/views/b.view.sql");
        SchemaFolder misspelt = new SchemaFolder("db/views", 10, true, List.of("*.veiw.sql"), List.of());

        assertThat(SchemaDirectory.of(root, List.of(SchemaFolder.DEFAULT, misspelt), SortMode.ALPHABETICAL)
                        .idleIncludes())
                .extracting(Problem::text)
                .containsExactly("""
                        [schema.no-files] No schema file of db/views is included.
                          where: db/views
                          why:   its include is *.veiw.sql
                          fix:   correct the patterns, or take the folder out of schema_dirs""");
    }

    @Test
    void aLinkToNothingIsAnErrorWithThePath() throws IOException {
        files("db/schema/a.sql");
        Files.createSymbolicLink(root.resolve("db/schema/b.sql"), root.resolve("gone.sql"));

        assertThat(problems(SchemaFolder.DEFAULT)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.SCHEMA_UNREADABLE);
            assertThat(problem.what()).contains("db/schema/b.sql");
        });
    }

    @Test
    void aLinkThatLeadsBackSaysSo() throws IOException {
        files("db/schema/a.sql");
        Files.createSymbolicLink(root.resolve("db/schema/again"), root.resolve("db/schema"));

        assertThat(problems(SchemaFolder.DEFAULT))
                .extracting(Problem::why)
                .containsExactly("a link in it leads back to a folder that holds the link");
    }

    @Test
    void aPatternThatDoesNotCloseIsAnError() throws IOException {
        files("db/schema/a.sql");

        assertThat(problems(new SchemaFolder("db/schema", 0, true, List.of("{a,b"), List.of())))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.SCHEMA_BAD_PATTERN);
    }

    private void files(String... names) throws IOException {
        for (String name : names) {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "select 1;\n");
        }
    }

    private List<SchemaFile> read(SchemaFolder... folders) {
        return SchemaDirectory.of(root, List.of(folders), SortMode.ALPHABETICAL).readAll();
    }

    private List<String> names(SchemaFolder... folders) {
        return read(folders).stream().map(SchemaFile::name).toList();
    }

    private List<Problem> problems(SchemaFolder... folders) {
        return catchThrowableOfType(ConfitureException.class, () -> read(folders))
                .problems();
    }
}
