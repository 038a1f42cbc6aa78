package db;

import dev.confiture.migration.*;
import java.sql.SQLException;

@Migration(version = "1", name = "calls")
public class Transactions implements ReversibleMigration {
    @Override
    public void up(MigrationContext db) throws SQLException {
        db.execute("create table t (id int); create index concurrently t_id on t (id)");
        db.execute("alter type mood add value 'ok'");
        db.execute("refresh materialized view concurrently v");
        db.execute("create index t_id on t (id)");
    }

    @Override
    public void down(MigrationContext db) throws SQLException {
        db.execute("drop table t");
    }

    @Migration(version = "2", name = "declared")
    @Up({"select 1", "alter table t detach partition u concurrently"})
    @Down("select 1")
    public static class Declared {}

    @Migration(version = "3", name = "without", transactional = false, onInterrupt = OnInterrupt.RESTART)
    @Up("vacuum t")
    @Down("select 1")
    public static class Without {}
}
