package dev.confiture.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confiture.TestServer;
import dev.confiture.sql.Identifier;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseAdminTest {

    private static final Identifier FIRST = Identifier.of("admin \"First\"");
    private static final Identifier SECOND = Identifier.of("admin second");

    private Session session;
    private DatabaseAdmin admin;

    @BeforeEach
    void onTheMaintenanceDatabase() throws SQLException {
        session = TestServer.maintenance().open("confiture:test");
        admin = DatabaseAdmin.on(session);
    }

    @AfterEach
    void nothingStays() throws SQLException {
        admin.dropAndDisconnect(FIRST);
        admin.dropAndDisconnect(SECOND);
        session.close();
    }

    @Test
    void databasesAreCreatedFoundRenamedAndDropped() throws SQLException {
        assertThat(admin.exists(FIRST)).isFalse();
        admin.create(NewDatabase.named(FIRST));
        assertThat(admin.exists(FIRST)).isTrue();
        admin.rename(FIRST, SECOND);
        assertThat(admin.exists(FIRST)).isFalse();
        admin.create(NewDatabase.named(FIRST));
        assertThat(admin.namesStartingWith("admin ")).isEqualTo(List.of(FIRST, SECOND));
        admin.drop(FIRST);
        admin.drop(FIRST);
        assertThat(admin.namesStartingWith("admin ")).containsExactly(SECOND);
    }

    @Test
    void aCopyHasWhatItsTemplateHas() throws SQLException {
        admin.create(NewDatabase.named(FIRST));
        try (Session template = TestServer.maintenance().named(FIRST.name()).open("confiture:test")) {
            template.execute("CREATE TABLE copied (id int)");
        }
        admin.create(NewDatabase.named(SECOND)
                .from(FIRST)
                .ownedBy(Identifier.of("postgres"))
                .encodedAs("UTF8")
                .copiedBy(NewDatabase.Copy.FILE_COPY));

        try (Session copy = TestServer.maintenance().named(SECOND.name()).open("confiture:test")) {
            assertThat(copy.queryOne("SELECT to_regclass('copied')::text", row -> row.getString(1)))
                    .hasValue("copied");
        }
    }

    @Test
    void connectedSessionsStopADropUnlessTheyAreEnded() throws SQLException {
        admin.create(NewDatabase.named(FIRST));
        try (Session connected = TestServer.maintenance().named(FIRST.name()).open("confiture:test")) {
            assertThatThrownBy(() -> admin.drop(FIRST))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55006"));
            assertThat(admin.disconnectAll(FIRST)).isEqualTo(1);
            assertThatThrownBy(() -> connected.execute("SELECT 1")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void aTemplateRefusesConnectionsUntilItIsOpenedAgain() throws SQLException {
        Database database = TestServer.maintenance().named(FIRST.name());
        admin.create(NewDatabase.named(FIRST));
        admin.refuseConnections(FIRST);
        assertThatThrownBy(() -> database.open("confiture:test").close()).isInstanceOf(SQLException.class);
        admin.acceptConnections(FIRST);
        database.open("confiture:test").close();
    }

    @Test
    void serversBefore15HaveNoWordForTheWayToCopy() {
        NewDatabase database = NewDatabase.named(FIRST).copiedBy(NewDatabase.Copy.WAL_LOG);

        assertThat(database.statement(14)).isEqualTo("CREATE DATABASE \"admin \"\"First\"\"\"");
        assertThat(database.statement(15)).endsWith(" STRATEGY WAL_LOG");
    }
}
