package db;

import dev.confiture.migration.*;
import java.sql.SQLException;

@Migration(version = "1", name = "sql")
public class Sql implements ReversibleMigration {
    static final String TABLE = "app.\"users";

    @Override
    public void up(MigrationContext db) throws SQLException {
        db.execute("");
        db.execute("select '\u00e4\t😀' || 'abc");
        db.execute("create function f() returns int as $body$ select 1 "
                + "language sql");
        db.execute("alter table " + TABLE + " add column x int");
        db.execute("""
            select 1;
              /* not closed
            """);
        db.script("/db/missing.sql");
    }

    @Override
    public void down(MigrationContext db) throws SQLException {
        db.execute("-- nothing");
    }

    @Migration(version = "2", name = "declared")
    @Up({"select 1", "select ("})
    @Down(value = " ;", resource = "gone.sql")
    public static class Declared {}
}
