package db;

import dev.confiture.migration.*;
import java.sql.SQLException;

@Migration(version = "1", name = "bodies")
public class Bodies implements ReversibleMigration {
    @Override
    public void up(MigrationContext db) throws SQLException {
        db.execute(Other.SQL);
        other(db);
        new Fake().execute("select '");
    }

    private void other(MigrationContext context) throws SQLException {
        context.execute("select 'a" + Other.NUMBER);
        var same = context;
        Runnable later = () -> {
            try {
                same.update("");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        };
        later.run();
    }

    @Override
    public void down(MigrationContext db) {}

    static class Fake {
        void execute(String text) {}
    }
}
