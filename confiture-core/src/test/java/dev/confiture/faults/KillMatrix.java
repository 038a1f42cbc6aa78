package dev.confiture.faults;

import dev.confiture.faults.KillCase.Recovery;
import dev.confiture.faults.KillCase.Victims;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Hits runs at every moment with every blow, and prints the table of docs/guides/faults.md. System properties: {@code
 * faults.maven} (the program), {@code faults.source} (of {@link KillMigrations}), {@code faults.version} (of the plugin).
 */
public final class KillMatrix {

    /** The column of whole Maven processes. */
    static final String MAVEN = "SIGKILL, Maven";

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private KillMatrix() {}

    /** Takes some minutes; ends with 1 if a run after a blow did not come to the same end, or was silent for too long. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("confiture-kill-matrix-");
        List<Column> columns = new ArrayList<>();
        boolean isGood = true;
        try (KillServer server = KillServer.start()) {
            MavenVictim maven = MavenVictim.compile(
                    System.getProperty("faults.maven"),
                    Files.createDirectories(folder.resolve("maven")),
                    Path.of(System.getProperty("faults.source")),
                    System.getProperty("faults.version"));
            columns.add(new Column(MAVEN, Blow.SIGKILL, maven::start, Optional.of(maven.classes())));
            for (Blow blow : Blow.values()) {
                if (blow != Blow.DISK_FULL || server.limitDisk()) {
                    columns.add(new Column(blow.label(), blow, Victim::start, Optional.empty()));
                }
            }
            System.out.println(
                    line("a run is hit", columns.stream().map(Column::label).toList()));
            System.out.println("|---".repeat(columns.size() + 1) + "|");
            for (Moment moment : Moment.ALL) {
                List<String> cells = new ArrayList<>();
                for (Column column : columns) {
                    Path project =
                            Files.createDirectories(folder.resolve("cell-" + moment.hashCode() + column.label()));
                    String cell = column.hit(server, project, moment);
                    isGood &= !cell.contains("**");
                    cells.add(cell);
                }
                System.out.println(line(moment.label(), cells));
            }
        }
        System.exit(isGood ? 0 : 1);
    }

    private static String line(String first, List<String> others) {
        return "| " + first + " | " + String.join(" | ", others) + " |";
    }

    /** @param classes of the migrations, where they are not those of these tests */
    private record Column(String label, Blow blow, Victims victims, Optional<Path> classes) {

        String hit(KillServer server, Path project, Moment moment) throws Exception {
            try (KillCase cell = new KillCase(server, victims, project, classes, moment)) {
                return text(cell.hit(blow));
            } catch (AssertionError | RuntimeException e) {
                System.err.println(moment + ", " + label + ": " + e);
                return "**failed**";
            }
        }

        private static String text(Recovery recovery) {
            String seconds =
                    String.format(Locale.ROOT, "%.2f s", recovery.toSign().toMillis() / 1000.0);
            String time = recovery.toSign().compareTo(LIMIT) > 0 ? "**" + seconds + "**" : seconds;
            return switch (recovery.sign()) {
                case WORKS -> time;
                case WAITS -> time + " (w)";
                case NOTHING_LEFT -> time + " (n)";
            };
        }
    }
}
