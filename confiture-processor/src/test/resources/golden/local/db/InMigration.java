package db;

import dev.confiture.migration.Migration;
import dev.confiture.migration.MigrationContext;
import dev.confiture.migration.ReversibleMigration;
import java.sql.SQLException;

@Migration(version = "6", name = "in_migration")
public final class InMigration implements ReversibleMigration {

    @Override
    public void up(MigrationContext db) throws SQLException {
        @Migration(version = "7", name = "in_way_of_migration")
        class InWay {}
        db.execute("CREATE TABLE a (id int)");
    }

    @Override
    public void down(MigrationContext db) throws SQLException {
        switch ("a") {
            case "a":
                @Migration(version = "8", name = "in_case")
                class InCase {}
                break;
            default:
        }
        db.execute("DROP TABLE a");
    }
}
