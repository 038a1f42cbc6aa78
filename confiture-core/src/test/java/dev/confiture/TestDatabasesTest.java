package dev.confiture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confiture.db.Database;
import dev.confiture.db.NewDatabase;
import dev.confiture.db.Session;
import dev.confiture.embedded.EmbeddedOptions;
import dev.confiture.event.EventSink;
import dev.confiture.sql.Identifier;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TestDatabasesTest {

    private static final AtomicInteger PREPARED = new AtomicInteger();
    private static final TestDatabases DATABASES =
            new TestDatabases(EmbeddedOptions.fast(), EventSink.none(), TestDatabasesTest::prepare);

    @AfterAll
    static void stop() {
        DATABASES.close();
    }

    @Test
    void everyDatabaseStartsAsTheOriginalWasPrepared() throws SQLException {
        try (TestDatabase first = DATABASES.fresh();
                TestDatabase second = DATABASES.fresh()) {
            run(first, "INSERT INTO orders VALUES (2)");

            assertThat(count(first)).isEqualTo(2);
            assertThat(count(second)).isEqualTo(1);
        }
        assertThat(PREPARED).hasValue(1);
    }

    @Test
    void anyJdbcClientConnectsWithUrlUserAndPassword() throws SQLException {
        try (TestDatabase database = DATABASES.fresh();
                Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
            assertThat(connection.isValid(10)).isTrue();
        }
    }

    @Test
    void aClosedDatabaseIsGoneThoughSomebodyWasConnected() throws SQLException {
        TestDatabase database = DATABASES.fresh();
        try (Connection connection = database.connect()) {
            database.close();

            assertThat(connection.isValid(10)).isFalse();
            assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
        }
    }

    private static void prepare(Database original) {
        PREPARED.incrementAndGet();
        TestDatabases.onServer(
                original.named("postgres"), admin -> admin.create(NewDatabase.named(Identifier.of(original.name()))));
        try (Session session = original.open("confiture:test")) {
            session.execute("CREATE TABLE orders (id int); INSERT INTO orders VALUES (1)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM orders")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
