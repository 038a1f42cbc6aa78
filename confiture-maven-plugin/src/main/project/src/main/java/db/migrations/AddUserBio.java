package db.migrations;

import dev.confiture.migration.Migration;
import dev.confiture.migration.MigrationContext;
import dev.confiture.migration.ReversibleMigration;
import java.sql.SQLException;

@Migration(version = "20260102090000", name = "add_user_bio")
public final class AddUserBio implements ReversibleMigration {

    @Override
    public void up(MigrationContext db) throws SQLException {
        db.execute("ALTER TABLE app.users ADD COLUMN bio text");
    }

    @Override
    public void down(MigrationContext db) throws SQLException {
        db.execute("ALTER TABLE app.users DROP COLUMN bio");
    }
}
