package dev.confiture.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;

/** What a server wrote while it ran: in English, with the time in UTC first, as its settings say. */
record ServerLog(Path file) {

    private static final int TAIL_LINES = 20;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    /** When one of its processes dies, the server ends all others. */
    private static final Pattern CRASH =
            Pattern.compile(" (PANIC: .*|FATAL: .*No space left on device.*|LOG: .* was terminated by .*)");

    /** How long it may take to write that down once the connections are cut. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final long PAUSE_MILLIS = 100;

    /** Its last lines; empty if there is no log. */
    String tail() throws IOException {
        List<String> lines = lines();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }

    /** The lines that say why the server went down by itself since then; empty if it did not. */
    List<String> crashSince(Instant since) throws IOException {
        long begin = System.nanoTime();
        String first = TIME.format(since);
        while (true) {
            List<String> crash = lines().stream()
                    .filter(line -> line.compareTo(first) >= 0)
                    .map(CRASH::matcher)
                    .filter(found -> found.find())
                    .map(found -> found.group(1))
                    .distinct()
                    .toList();
            if (!crash.isEmpty() || System.nanoTime() - begin >= PATIENCE.toNanos()) {
                return crash;
            }
            pause(PAUSE_MILLIS);
        }
    }

    private List<String> lines() throws IOException {
        return Files.exists(file)
                ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                        .lines()
                        .toList()
                : List.of();
    }

    static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }
}
