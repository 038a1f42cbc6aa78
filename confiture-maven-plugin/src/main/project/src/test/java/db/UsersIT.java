package db;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.confiture.Confiture;
import dev.confiture.TestDatabase;
import dev.confiture.TestDatabases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every test class gets a database of its own, built and migrated. */
class UsersIT {

    private static TestDatabases databases;
    private static TestDatabase database;

    @BeforeAll
    static void aFreshDatabase() {
        databases = Confiture.of(Path.of("."), "test").testDatabases();
        database = databases.fresh();
    }

    @AfterAll
    static void isDropped() {
        database.close();
        databases.close();
    }

    @Test
    void aUserMayHaveABiography() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            assertEquals(1, statement.executeUpdate("INSERT INTO app.users (name, bio) VALUES ('Ada', 'engines')"));
        }
    }
}
