package db;

import dev.confiture.migration.*;
import java.sql.SQLException;

@Migration(version = "1", name = "clean", irreversible = "drops data", environments = "local")
public record Clean() implements JavaMigration {
    @Override
    public void up(MigrationContext db) throws SQLException {
        db.execute("drop table t");
    }
}
