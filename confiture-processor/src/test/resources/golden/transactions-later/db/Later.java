package db;

import dev.confiture.migration.*;
import java.sql.SQLException;

@Migration(version = "1", name = "later", irreversible = "a test")
public class Later implements JavaMigration {
    @Override
    public void up(MigrationContext db) throws SQLException {
        db.update("vacuum t");
        helper(db);
    }

    private static void helper(MigrationContext context) throws SQLException {
        context.execute("""
            -- once
            reindex index concurrently t_id
            """);
    }

    @Migration(version = "2", name = "without", irreversible = "a test", transactional = false)
    public static class Without implements JavaMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.update("vacuum t");
        }
    }
}
