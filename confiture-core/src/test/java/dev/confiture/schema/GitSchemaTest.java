package dev.confiture.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.confiture.config.BuildSettings.SortMode;
import dev.confiture.config.SchemaFolder;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.schema.tree.GitRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitSchemaTest {

    @TempDir
    Path repository;

    private Path project;

    @BeforeEach
    void commitAProjectInsideARepository() throws Exception {
        project = repository.resolve("services/app");
        write("db/schema/10 tables/é 1.sql", "create table a ();\n");
        write("db/schema/20.sql", "create table b ();\n");
        git("init", "-q");
        git("config", "user.name", "Test");
        git("config", "user.email", "test@example.org");
        commit("v1");
    }

    @Test
    void theFilesAreThoseOfTheCommit() throws Exception {
        write("db/schema/20.sql", "create table changed ();\n");
        write("db/schema/30.sql", "create table c ();\n");
        commit("v2");
        write("db/schema/40.sql", "not committed");

        assertThat(read("v1"))
                .extracting(SchemaFile::name, SchemaFile::text)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("db/schema/10 tables/é 1.sql", "create table a ();\n"),
                        org.assertj.core.api.Assertions.tuple("db/schema/20.sql", "create table b ();\n"));
        assertThat(read("HEAD")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"* text=auto eol=crlf", "*.sql ident text eol=crlf", "autocrlf"})
    void aCommitHasTheBytesOfItsCheckout(String conversion) throws Exception {
        if (conversion.equals("autocrlf")) {
            git("config", "core.autocrlf", "true");
        } else {
            Files.writeString(repository.resolve(".gitattributes"), conversion + "\n");
        }
        write("db/schema/30.sql", "-- $Id$\ncreate table c ();\n\n-- no end of line");
        write("shared/types.sql", "select 1;\nselect 2;\n");
        Files.createSymbolicLink(project.resolve("db/schema/40.sql"), Path.of("../../shared/types.sql"));
        commit("converted");
        for (String file : List.of("10 tables/é 1.sql", "20.sql", "30.sql", "../../shared/types.sql")) {
            Files.delete(project.resolve("db/schema").resolve(file));
        }
        git("checkout", "--", ".");

        List<SchemaFile> checkedOut = SchemaDirectory.of(project, List.of(SchemaFolder.DEFAULT), SortMode.ALPHABETICAL)
                .readAll();

        assertThat(checkedOut)
                .hasSize(4)
                .allSatisfy(file -> assertThat(file.text()).contains("\r\n"));
        assertThat(read("converted")).isEqualTo(checkedOut);
    }

    @Test
    void linksToFilesAreFollowedAndLinksToNothingReported() throws Exception {
        write("shared/types.sql", "create type t as enum ();\n");
        Files.createSymbolicLink(project.resolve("db/schema/00.sql"), Path.of("../../shared/types.sql"));
        commit("linked");
        assertThat(read("linked").get(0).text()).isEqualTo("create type t as enum ();\n");

        Files.createSymbolicLink(project.resolve("db/schema/99.sql"), Path.of("gone.sql"));
        write("db/schema/a_after.sql", "select 1;\n");
        commit("dangling");
        assertThat(problems("dangling"))
                .extracting(Problem::what)
                .containsExactly("Cannot read db/schema/99.sql at git ref dangling.");
    }

    @Test
    void aLinkedFolderIsRefusedBecauseItsFilesWouldBeMissing() throws Exception {
        write("shared/types.sql", "select 1;\n");
        Files.createSymbolicLink(project.resolve("db/schema/shared"), Path.of("../../shared"));
        commit("linked");

        assertThat(problems("linked")).extracting(Problem::code).containsExactly(ProblemCode.GIT_UNREADABLE);
    }

    @Test
    void anUnknownRefIsNamed() {
        assertThat(problems("v9")).extracting(Problem::code).containsExactly(ProblemCode.GIT_UNKNOWN_REF);
        assertThat(problems("--help")).extracting(Problem::code).containsExactly(ProblemCode.GIT_UNKNOWN_REF);
    }

    @Test
    void aShallowCloneSaysHowToFetchTheRest() throws Exception {
        write("db/schema/30.sql", "select 1;\n");
        commit("v2");
        Path clone = repository.resolve("clone");
        run(repository, "git", "clone", "-q", "--depth", "1", repository.toUri().toString(), clone.toString());

        Problem problem = catchThrowableOfType(
                        ConfitureException.class, () -> GitRef.resolve(clone.resolve("services/app"), "HEAD~1"))
                .problems()
                .get(0);
        assertThat(problem.fix()).contains("git fetch --unshallow");
    }

    @Test
    void aRefWithoutTheFolderSaysSo() throws Exception {
        write("db/other/1.sql", "select 1;\n");
        commit("v2");

        ConfitureException thrown = catchThrowableOfType(
                ConfitureException.class,
                () -> SchemaDirectory.at(
                                GitRef.resolve(project, "v1"),
                                List.of(SchemaFolder.of("db/other", 0)),
                                SortMode.ALPHABETICAL)
                        .readAll());
        assertThat(thrown.problems())
                .extracting(Problem::what)
                .containsExactly("The schema folder db/other does not exist at git ref \"v1\".");
    }

    @Test
    void aFolderOutsideARepositoryIsNamed(@TempDir Path elsewhere) {
        ConfitureException thrown =
                catchThrowableOfType(ConfitureException.class, () -> GitRef.resolve(elsewhere, "HEAD"));
        assertThat(thrown.problems()).extracting(Problem::code).containsExactly(ProblemCode.GIT_NO_REPOSITORY);
    }

    @Test
    void textOfTheCommitIsFoundByFile() throws Exception {
        write("src/main/java/A.java", "@Migration(\n    version = \"1.2\")\n");
        commit("java");
        write("src/main/java/B.java", "@Migration(version = \"2\")\n");

        assertThat(GitRef.resolve(project, "java")
                        .matches("@Migration|\"[0-9.]+\"", List.of(".java"))
                        .values())
                .containsExactly(Set.of("@Migration", "\"1.2\""));
        assertThat(GitRef.resolve(project, "v1").matches("@Migration", List.of(".java")))
                .isEmpty();
    }

    private List<SchemaFile> read(String ref) {
        return SchemaDirectory.at(GitRef.resolve(project, ref), List.of(SchemaFolder.DEFAULT), SortMode.ALPHABETICAL)
                .readAll();
    }

    private List<Problem> problems(String ref) {
        return catchThrowableOfType(ConfitureException.class, () -> read(ref)).problems();
    }

    private void write(String name, String text) throws IOException {
        Path file = project.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void commit(String tag) throws Exception {
        git("add", "--all");
        git("commit", "-q", "-m", tag);
        git("tag", tag);
    }

    private void git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        run(repository, command.toArray(String[]::new));
    }

    private static void run(Path folder, String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
