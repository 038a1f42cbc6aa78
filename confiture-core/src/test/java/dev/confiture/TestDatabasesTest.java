package dev.confiture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confiture.config.Environment;
import dev.confiture.config.Project;
import dev.confiture.config.url.DatabaseUrl;
import dev.confiture.migration.Migration;
import dev.confiture.migration.MigrationContext;
import dev.confiture.migration.ReversibleMigration;
import dev.confiture.runner.TestProject;
import dev.confiture.runner.code.MigrationClassPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestDatabasesTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    @Migration(version = "1", name = "create_orders")
    public static final class CreateOrders implements ReversibleMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("CREATE TABLE orders (id int)");
        }

        @Override
        public void down(MigrationContext db) throws SQLException {
            db.execute("DROP TABLE orders");
        }
    }

    @Migration(version = "2", name = "first_order", data = true)
    public static final class FirstOrder implements ReversibleMigration {
        @Override
        public void up(MigrationContext db) throws SQLException {
            db.execute("INSERT INTO orders VALUES (1)");
        }

        @Override
        public void down(MigrationContext db) throws SQLException {
            db.execute("DELETE FROM orders");
        }
    }

    @Test
    void everyCopyIsBuiltAndMigratedAndSeesNoOther() throws Exception {
        Files.createDirectories(root.resolve("db/schema"));
        Files.writeString(root.resolve("db/schema/orders.sql"), "CREATE TABLE orders (id int);\n");
        try (TestDatabases databases = databases();
                TestDatabase first = databases.fresh();
                TestDatabase second = databases.fresh()) {
            assertThat(ask(
                            first,
                            "SELECT string_agg(version || ' ' || state, ', ' ORDER BY version) FROM tb_confiture"))
                    .isEqualTo("1 built, 2 applied");
            try (Connection connection = first.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("INSERT INTO orders VALUES (2)");
            }
            assertThat(ask(first, "SELECT count(*) FROM orders")).isEqualTo("2");
            assertThat(ask(second, "SELECT count(*) FROM orders")).isEqualTo("1");
        }
        assertThat(root.resolve(".confiture")).doesNotExist();
    }

    @Test
    void aProjectWithoutSchemaIsMadeByItsMigrations() throws Exception {
        try (TestDatabases databases = databases();
                TestDatabase database = databases.fresh()) {
            assertThat(ask(database, "SELECT count(*) FROM orders")).isEqualTo("1");
        }
    }

    @Test
    void aClosedDatabaseIsGoneThoughSomebodyWasConnected() throws Exception {
        try (TestDatabases databases = databases()) {
            TestDatabase database = databases.fresh();
            try (Connection connection =
                    DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
                assertThat(connection.isValid(10)).isTrue();
                database.close();

                assertThat(connection.isValid(10)).isFalse();
                assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
            }
        }
    }

    @Test
    void aDatabaseMayBeClosedAfterItsServer() throws Exception {
        TestDatabases databases = databases();
        TestDatabase database = databases.fresh();
        databases.close();

        assertThatCode(database::close).doesNotThrowAnyException();
    }

    private TestDatabases databases() throws IOException {
        TestProject.writeIndex(root, "1", CreateOrders.class, FirstOrder.class);
        MigrationClassPath classPath = MigrationClassPath.of(
                List.of(root, TestProject.classes()), List.of(), TestDatabasesTest.class.getClassLoader());
        Environment environment =
                Environment.of("test", new DatabaseUrl.Embedded(OptionalInt.empty(), Optional.empty()));
        return Confiture.of(Project.of(root, environment), classPath, EngineSettings.of(root))
                .testDatabases();
    }

    private static String ask(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
