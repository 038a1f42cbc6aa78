package dev.confiture.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Migrations that create a table and an index each, in the form that each tool wants. */
record SyntheticMigrations(int count) {

    private static String up(int i) {
        return "CREATE TABLE item_%1$d (id bigint PRIMARY KEY, name text NOT NULL); CREATE INDEX ON item_%1$d (name);"
                .formatted(i);
    }

    private static String down(int i) {
        return "DROP TABLE item_%d;".formatted(i);
    }

    /** Java classes of package {@code db.migrations}. */
    void writeJava(Path folder) throws IOException {
        for (int i = 1; i <= count; i++) {
            write(folder, "CreateItem%d.java".formatted(i), """
                    package db.migrations;

                    import dev.confiture.migration.Migration;
                    import dev.confiture.migration.MigrationContext;
                    import dev.confiture.migration.ReversibleMigration;
                    import java.sql.SQLException;

                    @Migration(version = "%1$05d", name = "create_item_%1$d")
                    public final class CreateItem%1$d implements ReversibleMigration {
                        @Override
                        public void up(MigrationContext db) throws SQLException {
                            db.execute("%2$s");
                        }

                        @Override
                        public void down(MigrationContext db) throws SQLException {
                            db.execute("%3$s");
                        }
                    }
                    """.formatted(i, up(i), down(i)));
        }
    }

    /** For psql: the same, each in a transaction. */
    String script() {
        StringBuilder script = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            script.append("BEGIN; ").append(up(i)).append(" COMMIT;\n");
        }
        return script.toString();
    }

    void writeFlyway(Path folder) throws IOException {
        for (int i = 1; i <= count; i++) {
            write(folder, "V%05d__create_item_%d.sql".formatted(i, i), up(i) + "\n");
        }
    }

    void writeLiquibase(Path folder) throws IOException {
        for (int i = 1; i <= count; i++) {
            write(
                    folder,
                    "%05d_create_item.sql".formatted(i),
                    "--liquibase formatted sql\n--changeset bench:%d\n%s\n--rollback %s\n"
                            .formatted(i, up(i), down(i)));
        }
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name), text);
    }
}
