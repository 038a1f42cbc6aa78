package dev.confiture.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.db.Database;
import dev.confiture.event.EventSink;
import dev.confiture.faults.KillCase.Preparation;
import dev.confiture.faults.Victim.Goal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many runs on one database at once, among their migrations index builds that wait for each other's snapshots. */
class ManyRunsTest {

    private static final int MAJOR = 17;
    private static final long LIMIT_SECONDS = 180;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"0, 2", "2, 0", "20, 0"})
    void eachMigrationIsAppliedOnceAndNobodyWaitsForEver(int processes, int threads) throws Exception {
        try (KillServer server = KillServer.ofTests(MAJOR)) {
            Database database = server.newDatabase();
            Preparation preparation = new Preparation(folder, Optional.empty(), Goal.MIGRATE);
            preparation.prepare(database);
            List<Process> started = new ArrayList<>();
            ExecutorService pool = Executors.newFixedThreadPool(Math.max(threads, 1));
            try {
                for (int i = 0; i < processes; i++) {
                    Path project = Files.createDirectories(folder.resolve("process-" + i));
                    started.add(Victim.start(
                            database,
                            TestServer.password(MAJOR),
                            Goal.MIGRATE,
                            project,
                            project.resolve("output.txt")));
                }
                List<Callable<Void>> runs = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    Path project = Files.createDirectories(folder.resolve("thread-" + i));
                    runs.add(() -> {
                        Victim.run(database, Goal.MIGRATE, project, Optional.empty(), EventSink.none());
                        return null;
                    });
                }
                for (Future<Void> run : pool.invokeAll(runs, LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    run.get();
                }
                for (int i = 0; i < processes; i++) {
                    Path output = folder.resolve("process-" + i).resolve("output.txt");
                    assertThat(started.get(i).waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                            .isTrue();
                    assertThat(started.get(i).exitValue())
                            .withFailMessage(Files.readString(output))
                            .isZero();
                }
            } finally {
                started.forEach(Process::destroyForcibly);
                pool.shutdownNow();
            }
            DatabasePicture.of(database).requireSame(server.untouched(Goal.MIGRATE, preparation));
            server.drop(database);
        }
    }
}
