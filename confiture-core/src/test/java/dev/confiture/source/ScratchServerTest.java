package dev.confiture.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.db.Session;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScratchServerTest {

    private static final String HEX = "0123456789abcdef0123456789abcdef";

    @Test
    void whatAKilledRunLeftIsDroppedAndWhatARunUsesIsNot() throws SQLException {
        // No process id is as large as this one.
        String dead = "confiture_scratch_99999999_" + HEX;
        String busy = "confiture_scratch_99999998_" + HEX;
        String similar = "confiture_scratch_99999997_mine";
        try (ScratchServer running = ScratchServer.open(TestServer.maintenance(), "confiture:test");
                ScratchDatabase used = running.create();
                Session session = TestServer.maintenance().open("confiture:test")) {
            for (String name : List.of(dead, busy, similar)) {
                session.execute("CREATE DATABASE " + name);
            }
            try (Session inside = TestServer.maintenance().named(busy).open("confiture:test")) {
                inside.execute("SELECT 1");
                ScratchServer.open(TestServer.maintenance(), "confiture:test").close();
                assertThat(names(session))
                        .contains(busy, similar, used.database().name())
                        .doesNotContain(dead);
            }
            session.execute("DROP DATABASE " + similar);
            session.execute("DROP DATABASE " + busy + " WITH (FORCE)");
        }
    }

    private static List<String> names(Session session) throws SQLException {
        return session.query("SELECT datname FROM pg_database", row -> row.getString(1));
    }
}
