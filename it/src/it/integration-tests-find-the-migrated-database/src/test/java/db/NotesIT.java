package db;

import dev.confiture.db.Session;
import dev.confiture.embedded.EmbeddedOptions;
import dev.confiture.embedded.EmbeddedPostgres;
import dev.confiture.event.EventSink;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class NotesIT {

    @Test
    void theMigrationRanBeforeThisTest() throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.inProject(Path.of(""), EmbeddedOptions.durable());
        try (Session session = server.start(EventSink.none()).named("notes").open("it")) {
            session.execute("INSERT INTO note (id, text, author) VALUES (1, 'written by the integration test', 'it')");
        }
    }
}
