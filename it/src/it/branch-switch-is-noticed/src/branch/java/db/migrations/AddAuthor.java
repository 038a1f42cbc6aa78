package db.migrations;

import dev.confiture.migration.Migration;
import dev.confiture.migration.MigrationContext;
import dev.confiture.migration.ReversibleMigration;
import java.sql.SQLException;

@Migration(version = "2", name = "add_author")
public final class AddAuthor implements ReversibleMigration {

    @Override
    public void up(MigrationContext db) throws SQLException {
        db.execute("ALTER TABLE note ADD COLUMN author text");
        db.execute("CREATE INDEX note_author_idx ON note (author)");
    }

    @Override
    public void down(MigrationContext db) throws SQLException {
        db.execute("ALTER TABLE note DROP COLUMN author");
    }
}
