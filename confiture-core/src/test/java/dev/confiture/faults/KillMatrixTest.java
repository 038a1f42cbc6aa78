package dev.confiture.faults;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A few cells of the matrix, at least one of each blow: the run after the blow comes to the same end as one that nothing
 * hit.
 */
@DisabledOnOs(OS.WINDOWS)
class KillMatrixTest {

    private static KillServer server;

    @TempDir
    Path folder;

    @BeforeAll
    static void startServer() {
        server = KillServer.start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    static Stream<Arguments> cells() {
        return Stream.of(
                Arguments.of(Blow.SIGKILL, Moment.BEFORE_LOCK),
                Arguments.of(Blow.SIGKILL, Moment.AFTER_LOCK),
                Arguments.of(Blow.SIGKILL, Moment.BEFORE_ROW),
                Arguments.of(Blow.SIGKILL, Moment.BUILDING_INDEX),
                Arguments.of(Blow.SIGKILL, Moment.GROUP_COMMITTED),
                Arguments.of(Blow.TERMINATE_WORKING, Moment.COMMITTED),
                Arguments.of(Blow.CUT_NETWORK, Moment.BEFORE_COMMIT),
                Arguments.of(Blow.TERMINATE_LOCK, Moment.IN_GROUP),
                Arguments.of(Blow.TERMINATE_WORKING, Moment.IN_BATCH),
                Arguments.of(Blow.TERMINATE_LOCK, Moment.AFTER_COMMIT),
                Arguments.of(Blow.STOP_SERVER, Moment.INDEX_BUILT),
                Arguments.of(Blow.CUT_NETWORK, Moment.IN_DDL),
                Arguments.of(Blow.SILENT_NETWORK, Moment.UNDOING_RECORD));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void theNextRunComesToTheSameEnd(Blow blow, Moment moment) throws Exception {
        try (KillCase cell = new KillCase(server, Victim::start, folder, Optional.empty(), moment)) {
            cell.hit(blow);
        }
    }
}
