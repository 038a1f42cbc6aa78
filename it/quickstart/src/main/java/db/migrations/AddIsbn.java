package db.migrations;

import dev.confiture.migration.Migration;
import dev.confiture.migration.MigrationContext;
import dev.confiture.migration.ReversibleMigration;
import java.sql.SQLException;

/** Release 2: books have an ISBN. */
@Migration(version = "20261101080000", name = "add_isbn")
public final class AddIsbn implements ReversibleMigration {

    @Override
    public void up(MigrationContext db) throws SQLException {
        db.execute("ALTER TABLE shop.book ADD COLUMN isbn text UNIQUE");
        db.execute("COMMENT ON COLUMN shop.book.isbn IS 'Thirteen digits, without hyphens'");
    }

    @Override
    public void down(MigrationContext db) throws SQLException {
        db.execute("ALTER TABLE shop.book DROP COLUMN isbn");
    }
}
