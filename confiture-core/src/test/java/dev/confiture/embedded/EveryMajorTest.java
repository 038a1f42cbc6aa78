package dev.confiture.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.db.Session;
import dev.confiture.embedded.binaries.BinariesArtifact;
import dev.confiture.event.EventSink;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EveryMajorTest {

    @TempDir
    Path root;

    static Collection<Integer> majors() {
        return BinariesArtifact.majors();
    }

    @ParameterizedTest
    @MethodSource("majors")
    void everySupportedMajorStartsWithUnicodeAndAPassword(int major) throws SQLException {
        EmbeddedPostgres server = EmbeddedPostgres.inProject(root, EveryMajor.options(major));
        try (Session session = server.start(EventSink.none()).open("confiture:test")) {
            assertThat(session.queryOne("SHOW server_version", row -> row.getString(1)))
                    .hasValueSatisfying(version -> assertThat(version).startsWith(major + "."));
            assertThat(session.queryOne(
                            "SELECT upper('é') || current_user || current_setting('fsync')", row -> row.getString(1)))
                    .hasValue("Épostgresoff");
            assertThat(session.queryOne(
                            "SELECT rolpassword FROM pg_authid WHERE rolname = 'postgres'", row -> row.getString(1)))
                    .hasValueSatisfying(kept -> assertThat(kept).startsWith("SCRAM-SHA-256$1:"));
        } finally {
            server.destroy();
        }
    }
}
