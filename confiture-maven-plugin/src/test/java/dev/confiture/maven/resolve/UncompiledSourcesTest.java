package dev.confiture.maven.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UncompiledSourcesTest {

    private static final Instant EARLIER = Instant.parse("2026-11-22T08:00:00Z");
    private static final Instant LATER = EARLIER.plusSeconds(1);

    @TempDir
    Path folder;

    private Path sources;
    private Path classes;

    @BeforeEach
    void folders() throws IOException {
        sources = Files.createDirectory(folder.resolve("java"));
        classes = folder.resolve("classes");
    }

    @Test
    void namesMigrationsWithoutClass() throws IOException {
        Path there = source("db/migrations/AddUser.java", EARLIER, migration("db.migrations", "AddUser"));
        compiled("db/migrations/AddUser.class", EARLIER);
        Path absent = source("db/migrations/AddBio.java", EARLIER, migration("db.migrations", "AddBio"));

        assertEquals(new UncompiledSources(List.of(absent), List.of()), found());
        Files.delete(classes.resolve("db/migrations/AddUser.class"));
        assertEquals(new UncompiledSources(List.of(absent, there), List.of()), found());
    }

    @Test
    void tellsWhatIsNewerThanItsClass() throws IOException {
        Path source = source("db/migrations/AddUser.java", LATER, migration("db.migrations", "AddUser"));
        compiled("db/migrations/AddUser.class", EARLIER);

        assertEquals(new UncompiledSources(List.of(), List.of(source)), found());
    }

    @Test
    void seesAnAnnotationWithItsPackage() throws IOException {
        Path source = source("AddUser.java", EARLIER, """
                @dev.confiture.migration.Migration(version = "1", name = "add_user")
                public class AddUser {}
                """);

        assertEquals(new UncompiledSources(List.of(source), List.of()), found());
    }

    @Test
    void looksForTheClassWhereThePackageSays() throws IOException {
        source("AddUser.java", EARLIER, migration("db.migrations", "AddUser"));
        compiled("db/migrations/AddUser.class", LATER);

        assertEquals(new UncompiledSources(List.of(), List.of()), found());
    }

    @Test
    void looksBesideWhereThePackageCannotBeRead() throws IOException {
        source("migraci\u00f3n/AddUser.java", EARLIER, migration("migraci\u00f3n", "AddUser"));
        compiled("migraci\u00f3n/AddUser.class", LATER);

        assertEquals(new UncompiledSources(List.of(), List.of()), found());
    }

    @Test
    void leavesOutWhatIsNoMigration() throws IOException {
        source("db/Names.java", EARLIER, "package db; class SeveralNames {}");
        source(
                "db/Helper.java",
                EARLIER,
                "package db; import dev.confiture.migration.MigrationContext; class Other {}");
        source(
                "db/migrations/package-info.java",
                EARLIER,
                "/** dev.confiture.migration: @Migration */ package db.migrations;");

        assertEquals(new UncompiledSources(List.of(), List.of()), found());
    }

    /** Such a file has no class, however often it is compiled. */
    @Test
    void leavesOutWhatIsCommentedOut() throws IOException {
        String text = migration("db.migrations", "AddUser");
        source("db/migrations/Block.java", EARLIER, "/*\n" + text + "*/\n");
        source("db/migrations/Lines.java", EARLIER, text.replaceAll("(?m)^", "// "));
        Path half = source("db/migrations/Half.java", EARLIER, "/* // */ // /*\n" + text);

        assertEquals(new UncompiledSources(List.of(half), List.of()), found());
    }

    @Test
    void needsNoFolder() {
        assertEquals(
                new UncompiledSources(List.of(), List.of()),
                UncompiledSources.find(List.of(folder.resolve("absent")), classes));
    }

    private UncompiledSources found() {
        return UncompiledSources.find(List.of(sources), classes);
    }

    private static String migration(String packageName, String name) {
        return """
                package %s;

                import dev.confiture.migration.Migration;

                @Migration(version = "1", name = "some")
                public final class %s {}
                """.formatted(packageName, name);
    }

    private Path source(String name, Instant written, String text) throws IOException {
        return file(sources.resolve(name), written, text);
    }

    private void compiled(String name, Instant written) throws IOException {
        file(classes.resolve(name), written, "");
    }

    private static Path file(Path file, Instant written, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, StandardCharsets.UTF_8);
        return Files.setLastModifiedTime(file, FileTime.from(written));
    }
}
