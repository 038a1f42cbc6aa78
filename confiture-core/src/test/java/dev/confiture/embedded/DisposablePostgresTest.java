package dev.confiture.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.event.EventSink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DisposablePostgresTest {

    @Test
    void closingStopsTheServerAndLeavesNoFile() throws Exception {
        Path folder;
        ProcessHandle process;
        try (DisposablePostgres server = DisposablePostgres.start(EmbeddedOptions.fast(), EventSink.none())) {
            folder = server.folder();
            process = ProcessHandle.of(EmbeddedPostgres.at(folder, EmbeddedOptions.fast())
                            .status()
                            .orElseThrow()
                            .pid())
                    .orElseThrow();
            assertThat(process.isAlive()).isTrue();
        }
        process.onExit().get(60, TimeUnit.SECONDS);
        assertThat(folder).doesNotExist();
    }

    @Test
    void aKilledJvmLeavesNoServerBehind() throws Exception {
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = owner.inputReader(StandardCharsets.UTF_8)) {
            Path folder = Path.of(said.readLine());
            ProcessHandle server =
                    ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
            owner.destroyForcibly();

            server.onExit().get(60, TimeUnit.SECONDS);
            awaitDeleted(folder);
        } finally {
            owner.destroyForcibly();
        }
    }

    private static void awaitDeleted(Path folder) throws InterruptedException {
        for (int i = 0; i < 600 && Files.exists(folder); i++) {
            Thread.sleep(100);
        }
        assertThat(folder).doesNotExist();
    }

    /** A program that starts a server and never ends by itself. */
    static final class Owner {

        public static void main(String[] arguments) throws IOException {
            DisposablePostgres server = DisposablePostgres.start(EmbeddedOptions.fast(), EventSink.none());
            System.out.println(server.folder());
            System.out.println(EmbeddedPostgres.at(server.folder(), EmbeddedOptions.fast())
                    .status()
                    .orElseThrow()
                    .pid());
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        }
    }
}
