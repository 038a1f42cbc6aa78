package dev.confiture.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several compilations into one output, as incremental builds and IDEs do it. */
class IncrementalTest {

    @TempDir
    private Path folder;

    private Workspace workspace;

    @BeforeEach
    void compileThree() throws IOException {
        workspace = new Workspace(folder)
                .write("db/A.java", migration("A", "1"))
                .write("db/B.java", migration("B", "2"))
                .write("db/C.java", migration("C", "3") + "class Beside {}");
        workspace.compile().assertSuccess();
    }

    @Test
    void compilingOneFileKeepsTheOthersInTheIndex() throws IOException {
        String before = workspace.indexText();

        workspace.compile("db/B.java").assertSuccess();

        assertThat(workspace.indexText()).isEqualTo(before);
    }

    @Test
    void anEntryWhoseClassIsGoneGoes() throws IOException {
        Files.delete(workspace.output().resolve("db/A.class"));

        workspace.compile("db/B.java").assertSuccess();

        assertThat(workspace.classes()).containsExactly("db.B", "db.C");
    }

    @Test
    void aClassThatIsNoMigrationAnyMoreGoes() throws IOException {
        workspace.write("db/A.java", "package db; public class A {}");

        workspace.compile("db/A.java", "db/B.java").assertSuccess();

        assertThat(workspace.classes()).containsExactly("db.B", "db.C");
    }

    @Test
    void aClassThatLeftItsFileGoesThoughItsClassFileIsStillThere() throws IOException {
        workspace.write("db/C.java", "package db; class Beside {}");

        workspace.compile("db/C.java", "db/B.java").assertSuccess();

        assertThat(workspace.output().resolve("db/C.class")).exists();
        assertThat(workspace.classes()).containsExactly("db.A", "db.B");
    }

    @Test
    void aVersionThatAnEarlierCompilationUsedIsTaken() throws IOException {
        workspace.write("db/D.java", migration("D", "01"));

        assertThat(workspace.compile("db/D.java").text())
                .startsWith("ERROR db/D.java:3:22 [migration.duplicate-version] Version 01 of db.D is already taken by"
                        + " db.A.");
        assertThat(workspace.classes()).containsExactly("db.A", "db.B", "db.C");
    }

    @Test
    void theIndexIsEmptyOnceTheLastMigrationIsGone() throws IOException {
        for (String name : new String[] {"A", "B", "C"}) {
            workspace.write("db/" + name + ".java", "package db; public class " + name + " {}");
        }

        workspace.compile().assertSuccess();

        assertThat(workspace.entries()).isEmpty();
    }

    @Test
    void compilingSomethingElseKeepsTheIndex() throws IOException {
        String before = workspace.indexText();
        workspace.write("app/Main.java", "package app; class Main {}");

        workspace.compile("app/Main.java").assertSuccess();

        assertThat(workspace.indexText()).isEqualTo(before);
    }

    @Test
    void anIndexThatCannotBeReadIsWrittenAgain() throws IOException {
        String before = workspace.indexText();
        Files.writeString(workspace.output().resolve("META-INF/confiture/migrations.idx"), "confiture-index 99\n");

        workspace.compile().assertSuccess();

        assertThat(workspace.indexText()).isEqualTo(before);
    }

    private static String migration(String name, String version) {
        return """
                package db;
                import dev.confiture.migration.*;
                @Migration(version = "%s", name = "m")
                @Up("select 1")
                @Down("select 2")
                public class %s {}
                """.formatted(version, name);
    }
}
