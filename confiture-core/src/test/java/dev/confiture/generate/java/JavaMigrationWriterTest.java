package dev.confiture.generate.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.Golden;
import dev.confiture.generate.java.MigrationDraft.Form;
import dev.confiture.index.MigrationVersion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JavaMigrationWriterTest {

    private final JavaMigrationWriter writer = new JavaMigrationWriter("db.migrations");

    @Test
    void aChangeReadsAsIfWrittenByHand() {
        SourceFiles files = writer.write(draft(
                Form.TRANSACTIONAL,
                List.of(
                        "ALTER TABLE app.users ADD COLUMN bio text",
                        "CREATE VIEW app.authors AS\n SELECT id,\n    'say \"\"\"'::text AS \"Quoted\\name\"   \n   FROM app.users"),
                List.of("DROP VIEW app.authors", "ALTER TABLE app.users DROP COLUMN bio")));
        assertThat(files.sourcePath()).isEqualTo("db/migrations/AddUserBio.java");
        assertThat(files.resources()).isEmpty();
        Golden.assertMatches("generate/AddUserBio.txt", files.source());
    }

    @Test
    void anIndexBuiltBesideWritersHasNoTransactionAroundIt() {
        SourceFiles files = writer.write(draft(
                Form.NOT_TRANSACTIONAL,
                List.of("CREATE INDEX CONCURRENTLY users_bio ON app.users (bio)"),
                List.of("DROP INDEX CONCURRENTLY app.users_bio")));
        Golden.assertMatches("generate/Concurrently.txt", files.source());
    }

    @Test
    void whatIsTooLongForAConstantLiesInAScriptBesideTheClass() {
        String function =
                "CREATE FUNCTION app.f() RETURNS text LANGUAGE sql AS $$ SELECT '" + "x".repeat(70_000) + "' $$";
        SourceFiles files =
                writer.write(draft(Form.TRANSACTIONAL, List.of(function), List.of("DROP FUNCTION app.f()")));
        assertThat(files.source()).contains("@Up(resource = \"AddUserBio.up.sql\")");
        assertThat(files.resources()).containsOnlyKeys("db/migrations/AddUserBio.up.sql");
        assertThat(files.resources().get("db/migrations/AddUserBio.up.sql")).isEqualTo(function + ";\n");
    }

    @Test
    void noClassHidesOneOfTheLanguage() {
        MigrationDraft draft = new MigrationDraft(
                MigrationVersion.of("20261120101500"),
                "override",
                Form.TRANSACTIONAL,
                List.of("Drops table app.notes."),
                List.of(),
                List.of("DROP TABLE app.notes"),
                List.of(),
                Optional.of("the rows of app.notes are gone"));
        assertThat(writer.write(draft).sourcePath()).isEqualTo("db/migrations/OverrideMigration.java");
    }

    /** Java reads escapes in comments, too, and refuses those that are none. */
    @Test
    void aNameMayLookLikeAnEscapeOfJava() {
        MigrationDraft draft = new MigrationDraft(
                MigrationVersion.of("20261120101500"),
                "drop_notes",
                Form.TRANSACTIONAL,
                List.of("Changes table app.\"by\\user\"."),
                List.of("all rows of app.\"by\\user\" are lost"),
                List.of("DROP TABLE app.\"by\\user\""),
                List.of(),
                Optional.empty());
        assertThat(writer.write(draft).source())
                .contains(
                        "table app.\"by&#92;user\".",
                        "rows of app.\"by&#92;user\" are",
                        "\"DROP TABLE app.\\\"by\\\\user\\\"\"");
    }

    @Test
    void whatCannotBeUndoneSaysWhy() {
        MigrationDraft draft = new MigrationDraft(
                MigrationVersion.of("20261120101500"),
                "drop_notes",
                Form.TRANSACTIONAL,
                List.of("Drops table app.notes."),
                List.of(),
                List.of("DROP TABLE app.notes"),
                List.of(),
                Optional.of("the rows of app.notes are gone"));
        Golden.assertMatches("generate/DropNotes.txt", writer.write(draft).source());
    }

    @Test
    void anEmptyTemplateIsAClassToFillIn() {
        Golden.assertMatches(
                "generate/Empty.txt",
                writer.writeEmpty(draft(Form.TRANSACTIONAL, List.of(), List.of()))
                        .source());
    }

    private static MigrationDraft draft(Form form, List<String> up, List<String> down) {
        return new MigrationDraft(
                MigrationVersion.of("20261120101500"),
                "add_user_bio",
                form,
                List.of("Adds column app.users.bio."),
                List.of("ALTER TABLE app.users: lock ACCESS EXCLUSIVE"),
                up,
                down,
                Optional.empty());
    }
}
