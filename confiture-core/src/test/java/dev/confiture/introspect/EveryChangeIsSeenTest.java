package dev.confiture.introspect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.db.Session;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every statement of {@code changes.sql} changes what the reader sees, on every major that understands it. */
class EveryChangeIsSeenTest {

    /** {@code @15 } in front of a statement: not before that major. */
    private static final Pattern SINCE = Pattern.compile("@(\\d+) (.*)");

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void everyChangeIsSeen(int major) throws SQLException, IOException {
        List<String> unseen = new ArrayList<>();
        try (FreshDatabase database = TestServer.freshDatabase(major);
                Session session = database.open()) {
            ServerDefinitions before = ServerDefinitions.read(session, DefinitionScope.everything());
            for (String statement : changes(major)) {
                session.execute(statement);
                ServerDefinitions after = ServerDefinitions.read(session, DefinitionScope.everything());
                if (before.equals(after)) {
                    unseen.add(statement);
                }
                before = after;
            }
        }
        assertThat(unseen).isEmpty();
    }

    private static List<String> changes(int major) throws IOException {
        try (InputStream file = EveryChangeIsSeenTest.class.getResourceAsStream("changes.sql")) {
            List<String> changes = new ArrayList<>();
            for (String line : new String(file.readAllBytes(), UTF_8).lines().toList()) {
                Matcher since = SINCE.matcher(line);
                if (since.matches()) {
                    if (Integer.parseInt(since.group(1)) <= major) {
                        changes.add(since.group(2));
                    }
                } else if (!line.isBlank() && !line.startsWith("--")) {
                    changes.add(line);
                }
            }
            assertThat(changes).hasSizeGreaterThan(100);
            return changes;
        }
    }
}
