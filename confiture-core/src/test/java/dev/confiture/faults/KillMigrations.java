package dev.confiture.faults;

import dev.confiture.migration.Batches;
import dev.confiture.migration.Down;
import dev.confiture.migration.Migration;
import dev.confiture.migration.MigrationContext;
import dev.confiture.migration.ReversibleMigration;
import dev.confiture.migration.Up;
import java.sql.SQLException;

/** The migrations that are killed: in a transaction, two in one where they are a group, outside one, in batches, in a transaction again. */
final class KillMigrations {

    private KillMigrations() {}

    static final Class<?>[] ALL = {CreateItem.class, NameItem.class, IndexItem.class, NumberItem.class, ShowItem.class};

    @Migration(version = "1", name = "create_item")
    @Up({
        "CREATE TABLE item (id int PRIMARY KEY, email text)",
        "INSERT INTO item SELECT i, 'm' || i FROM generate_series(1, 200) i",
        "ALTER TABLE item ADD COLUMN note text"
    })
    @Down("DROP TABLE item")
    public static final class CreateItem {}

    @Migration(version = "1.1", name = "name_item")
    @Up({"ALTER TABLE item ADD COLUMN name text", "UPDATE item SET name = 'n' || id"})
    @Down("ALTER TABLE item DROP COLUMN name")
    public static final class NameItem {}

    @Migration(version = "2", name = "index_item", transactional = false)
    @Up({
        "CREATE TABLE log (line text)",
        "INSERT INTO log VALUES ('first')",
        "CREATE INDEX CONCURRENTLY item_email ON item (email)",
        "VACUUM item",
        "INSERT INTO log VALUES ('second')"
    })
    @Down({"DROP INDEX CONCURRENTLY IF EXISTS item_email", "DROP TABLE IF EXISTS log"})
    public static final class IndexItem {}

    @Migration(version = "3", name = "number_item", transactional = false)
    public static final class NumberItem implements ReversibleMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("ALTER TABLE item ADD COLUMN n int NOT NULL DEFAULT 0");
            db.inBatches(
                    "number item",
                    Batches.of("item", "id").withSize(50),
                    batch -> batch.update(
                            "UPDATE item SET n = n + 1 WHERE id BETWEEN ? AND ?", batch.first(), batch.last()));
            db.execute("ALTER TABLE item ALTER COLUMN n DROP DEFAULT");
        }

        @Override
        public void down(MigrationContext db) throws SQLException {
            db.execute("ALTER TABLE item DROP COLUMN IF EXISTS n");
        }
    }

    @Migration(version = "4", name = "show_item")
    @Up("CREATE VIEW item_view AS SELECT id, email FROM item")
    @Down("DROP VIEW item_view")
    public static final class ShowItem {}
}
