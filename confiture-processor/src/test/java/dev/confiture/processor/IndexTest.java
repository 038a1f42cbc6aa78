package dev.confiture.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.index.IndexEntry;
import dev.confiture.index.KnownSql;
import dev.confiture.index.KnownSql.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexTest {

    @TempDir
    private Path folder;

    @Test
    void anEntryHoldsEverythingThatTheSourceDeclares() throws IOException {
        Workspace workspace = new Workspace(folder).write("db/A.java", """
                package db;
                import dev.confiture.migration.*;

                @Migration(version = "20261120_1", name = "add_bio", transactional = false, dependsOn = A.First.class,
                        data = true, retryable = false, lockTimeout = "2min", rawConnection = true,
                        environments = {"local", "test"})
                public class A implements ReversibleMigration {
                    @Override public void up(MigrationContext db) throws Exception {
                        db.execute("ALTER TABLE t\\n ADD COLUMN bio text");
                    }
                    @Override public void down(MigrationContext db) throws Exception {
                        db.update("DELETE FROM t WHERE x = ?", 1);
                    }

                    @Migration(version = "1", name = "first", irreversible = "no data\\nleft")
                    @Up(resource = "first.sql")
                    public static class First {}
                }
                """);
        Files.createDirectories(workspace.output().resolve("db"));
        Files.writeString(workspace.output().resolve("db/first.sql"), "select 1");

        workspace.compile().assertSuccess();

        assertThat(workspace.indexText().replaceAll("[0-9a-f]{64}", "DIGEST")).isEqualTo("""
                confiture-index 1
                migration 1 first
                  class db.A$First
                  form declarative
                  source 15 db/A.java
                  tokens java-tokens-1 DIGEST
                  resource db/first.sql
                  irreversible no data\\nleft
                  up-unknown 1
                migration 20261120_1 add_bio
                  class db.A
                  form reversible-java
                  source 4 db/A.java
                  tokens java-tokens-1 DIGEST
                  transactional false
                  depends-on db.A$First
                  data true
                  retryable false
                  lock-timeout PT2M
                  raw-connection true
                  environment local
                  environment test
                  up 9 ALTER TABLE t\\n ADD COLUMN bio text
                  down-unknown 1
                end
                """);
    }

    @Test
    void sqlIsKnownFromLiteralsConcatenationsAndConstantsOfTheFile() throws IOException {
        KnownSql up = up("""
                db.execute("a");
                db.execute("b" + T + 1 + 'c' + (N) + Names.U);
                final String local = "d" + T;
                db.execute(
                    local);
                db . // a comment
                    execute(\"""
                        e
                          f\\
                        g
                    \""");
                """);

        assertThat(up.statements())
                .containsExactly(
                        new Call(9, false, "a"),
                        new Call(10, false, "bapp.t1c7u"),
                        new Call(12, false, "dapp.t"),
                        new Call(15, false, "    e\n      f    g\n"));
        assertThat(up.unknownCalls()).isZero();
    }

    @Test
    void sqlThatMayRunNeverOrOftenIsMarked() throws IOException {
        KnownSql up = up("""
                if (T.isEmpty()) { db.execute("if"); } else db.execute("else");
                for (int i = 0; i < 2; i++) { db.execute("for"); }
                for (String s : java.util.List.of("x")) { db.execute("each"); }
                while (T.isEmpty()) { db.execute("while"); }
                do { db.execute("do"); } while (T.isEmpty());
                switch (T) { case "x": db.execute("switch"); break; default: }
                try { db.execute("tried"); } catch (SQLException e) { db.execute("caught"); } finally { db.execute("finally"); }
                try { db.execute("plain try"); } finally { }
                java.util.concurrent.Callable<Void> c = () -> { db.execute("lambda"); return null; };
                new Object() { void m() throws SQLException { db.execute("anonymous"); } };
                label: { db.execute("labelled"); }
                synchronized (this) { db.execute("always"); }
                if (T.isEmpty()) { return; }
                db.execute("after return");
                """);

        assertThat(up.statements().stream().filter(Call::conditional).map(Call::sql))
                .containsExactly(
                        "if",
                        "else",
                        "for",
                        "each",
                        "while",
                        "do",
                        "switch",
                        "tried",
                        "caught",
                        "lambda",
                        "anonymous",
                        "labelled",
                        "after return");
        assertThat(up.statements().stream().filter(call -> !call.conditional()).map(Call::sql))
                .containsExactly("finally", "plain try", "always");
    }

    @Test
    void everyOtherUseOfTheContextCountsAsNotKnown() throws IOException {
        KnownSql up = up("""
                db.note("no SQL");
                db.execute("known");
                db.execute("not " + System.getProperty("x"));
                String changing = "a";
                db.execute(changing);
                db.update("update t set x = ?", 1);
                db.script(T);
                helper(db);
                MigrationContext alias = db;
                java.util.function.Consumer<String> note = db::note;
                db.execute(inherited());
                """);

        assertThat(up.statements()).containsExactly(new Call(10, false, "known"));
        assertThat(up.unknownCalls()).isEqualTo(8);
    }

    @Test
    void aNameThatMayMeanSomethingElseIsNotKnown() throws IOException {
        new Workspace(folder).write("db/Base.java", "package db; class Base { static final String T = \"base\"; }");
        Workspace workspace = new Workspace(folder).write("db/A.java", """
                package db;
                import dev.confiture.migration.*;
                class Outer {
                    static final String T = "outer";
                    @Migration(version = "1", name = "a", irreversible = "test")
                    public static class A extends Base implements JavaMigration {
                        static String mutable = "mutable";
                        static final Object OBJECT = "object";
                        static final double D = 0.1;
                        static final String LOOP = A.LOOP + "x";
                        @Override public void up(MigrationContext db) throws Exception {
                            db.execute(T);
                            db.execute(mutable);
                            db.execute("" + OBJECT);
                            db.execute("" + D);
                            db.execute(LOOP);
                            db.execute(1 + 2 + "x");
                        }
                    }
                }
                """);

        workspace.compile().assertSuccess();

        assertThat(workspace.entries().get(0).up()).isEqualTo(new KnownSql(List.of(), 6));
    }

    @Test
    void anInheritedWayIsNotKnown() throws IOException {
        Workspace workspace = new Workspace(folder).write("db/A.java", """
                package db;
                import dev.confiture.migration.*;
                @Migration(version = "1", name = "a", irreversible = "test")
                public class A extends Base {}
                abstract class Base implements JavaMigration {
                    @Override public void up(MigrationContext db) throws Exception { db.execute("x"); }
                }
                """);

        workspace.compile().assertSuccess();

        assertThat(workspace.entries().get(0).up()).isEqualTo(new KnownSql(List.of(), 1));
    }

    @Test
    void declaredSqlIsListedWithItsLinesAlsoFromConstantsOfOtherFiles() throws IOException {
        Workspace workspace = new Workspace(folder)
                .write("db/Other.java", "package db; class Other { static final String SQL = \"select 2\"; }")
                .write("db/A.java", """
                        package db;
                        @dev.confiture.migration.Migration(version = "1", name = "a")
                        @dev.confiture.migration.Up({
                            "select 1",
                            Other.SQL})
                        @dev.confiture.migration.Down("select" + " 3")
                        public class A {}
                        """);

        workspace.compile().assertSuccess();

        IndexEntry entry = workspace.entries().get(0);
        assertThat(entry.up())
                .isEqualTo(new KnownSql(List.of(new Call(4, false, "select 1"), new Call(5, false, "select 2")), 0));
        assertThat(entry.down()).isEqualTo(new KnownSql(List.of(new Call(6, false, "select 3")), 0));
    }

    @Test
    void aModuleWithoutMigrationsHasNoIndex() throws IOException {
        Workspace workspace = new Workspace(folder).write("db/A.java", "package db; class A {}");

        assertThat(workspace.compile().assertSuccess().text()).isEmpty();
        assertThat(workspace.hasIndex()).isFalse();
    }

    /** The body starts in line 9. */
    private KnownSql up(String body) throws IOException {
        Workspace workspace = new Workspace(folder)
                .write("db/Base.java", "package db; public class Base { static String inherited() { return \"x\"; } }")
                .write("db/A.java", """
                        package db;
                        import dev.confiture.migration.*; import static db.Base.inherited;
                        import java.sql.SQLException;
                        @Migration(version = "1", name = "a", irreversible = "test")
                        public class A implements JavaMigration {
                            static final String T = "app.t"; private static final int N = 7;
                            interface Names { String U = "u"; }
                            @Override public void up(MigrationContext db) throws SQLException {
                        %s
                            }
                            void helper(MigrationContext other) {}
                        }
                        """.formatted(body.stripTrailing()));
        Files.createDirectories(workspace.output());
        Files.createDirectories(workspace.sources().resolveSibling("resources/db"));
        Files.writeString(workspace.sources().resolveSibling("resources/db/app.t"), "select 1");
        workspace.compile().assertSuccess();
        return workspace.entries().get(0).up();
    }
}
