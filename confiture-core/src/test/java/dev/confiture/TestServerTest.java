package dev.confiture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.db.Session;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class TestServerTest {

    @Test
    void everyTestGetsAnEmptyDatabaseThatIsGoneAfterwards() throws SQLException {
        String name;
        try (TestServer.FreshDatabase fresh = TestServer.freshDatabase();
                Session session = fresh.open()) {
            name = fresh.database().name();
            session.execute("CREATE TABLE something (id int)");
            assertThat(session.queryOne("SELECT current_database()", row -> row.getString(1)))
                    .hasValue(name);
        }
        try (Session session = TestServer.maintenance().open("confiture:test")) {
            assertThat(session.query("SELECT datname FROM pg_database", row -> row.getString(1)))
                    .doesNotContain(name);
        }
    }
}
