package dev.confiture.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.faults.KillCase.Sign;
import dev.confiture.faults.Walk.Step;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link WalkTest} and {@link KillMatrixTest} go further, on the default major; this is their core on all others. */
class CoreOnEveryMajorTest {

    private static final int STEPS = 120;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 18})
    void migrationsAreAppliedFailAreKilledResumedAndUndone(int major) throws Exception {
        try (Walk walk = new Walk(major, folder, TestServer.freshDatabase(major), PlantedBug.NONE)) {
            assertThat(walk.take(STEPS)).containsKeys(Step.UP, Step.DOWN, Step.FAIL, Step.KILL, Step.MOVED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 18})
    @DisabledOnOs(OS.WINDOWS)
    void theRunAfterAKillNamesWhatTheServerStillDoesForItAndGoesOn(int major) throws Exception {
        try (KillServer server = KillServer.ofTests(major);
                KillCase cell = new KillCase(server, Victim::start, folder, Optional.empty(), Moment.BUILDING_INDEX)) {
            // The server may have noticed the kill already.
            assertThat(cell.hit(Blow.SIGKILL).sign()).isNotEqualTo(Sign.NOTHING_LEFT);
        }
    }
}
