package dev.confiture.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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

    @Test
    void thePublishedTableHasEveryMomentAndEveryBlow() throws IOException {
        List<String> table = Files.readAllLines(Path.of("../docs/guides/faults.md")).stream()
                .filter(line -> line.startsWith("| "))
                .toList();
        List<String> blows = Stream.of(Blow.values()).map(Blow::label).toList();
        assertThat(table.get(0))
                .isEqualTo("| a run is hit | " + KillMatrix.MAVEN + " | " + String.join(" | ", blows) + " |");
        assertThat(table.stream().skip(1).map(line -> line.split("\\|", -1)[1].strip()))
                .isEqualTo(Moment.ALL.stream().map(Moment::label).toList());
        assertThat(table.stream().skip(1)).allMatch(line -> line.split("\\|", -1).length == blows.size() + 4);
    }

    @Test
    void soDoesTheRunAfterTheDiskWasFull() throws Exception {
        try (KillServer limited = KillServer.start()) {
            Assumptions.assumeTrue(limited.limitDisk(), "a small disk needs root on Linux");
            try (KillCase cell = new KillCase(limited, Victim::start, folder, Optional.empty(), Moment.BEFORE_ROW)) {
                cell.hit(Blow.DISK_FULL);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void theNextRunComesToTheSameEnd(Blow blow, Moment moment) throws Exception {
        try (KillCase cell = new KillCase(server, Victim::start, folder, Optional.empty(), moment)) {
            cell.hit(blow);
        }
    }
}
