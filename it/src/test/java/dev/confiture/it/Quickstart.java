package dev.confiture.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs the example project (it/quickstart) from the release before to this one, as a person would at the command line, and
 * says what it runs. The arguments are the Maven to use, the example's folder, the user's settings.xml (which need not
 * exist), and options for every run.
 */
public final class Quickstart {

    private static final String RELEASE_1 = "20260901090000";

    private final Path maven;
    private final Path example;
    private final List<String> options;

    private Quickstart(Path maven, Path example, List<String> options) {
        this.maven = maven;
        this.example = example;
        this.options = List.copyOf(options);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        List<String> options = new ArrayList<>(Arrays.asList(arguments).subList(3, arguments.length));
        if (Files.isRegularFile(Path.of(arguments[2]))) {
            options.addAll(List.of("--settings", arguments[2]));
        }
        Quickstart quickstart = new Quickstart(Path.of(arguments[0]), Path.of(arguments[1]), options);
        boolean succeeded;
        try {
            succeeded = quickstart.upgrades();
        } finally {
            quickstart.run("The server goes, the data stays", "confiture:stop");
        }
        if (!succeeded) {
            System.exit(1);
        }
    }

    private boolean upgrades() throws IOException, InterruptedException, SQLException {
        return run(
                        "The database as release 1 left it",
                        "process-classes",
                        "confiture:build",
                        "-Dconfiture.from=" + RELEASE_1,
                        "-Dconfiture.existing=recreate")
                && run("The upgrade to release 2", "confiture:migrate")
                && run(
                        "db/schema on its own, in another database",
                        "confiture:build",
                        "-Dconfiture.databaseUrl=embedded/fresh",
                        "-Dconfiture.existing=recreate")
                && areEqual()
                && run("What the database says", "confiture:status")
                && run("One step back", "confiture:rollback")
                && run("And forward again", "confiture:migrate")
                && run("As before", "confiture:status");
    }

    private boolean areEqual() throws SQLException {
        try (ProjectDatabase upgraded = ProjectDatabase.of(example.toFile(), "quickstart_local");
                ProjectDatabase fresh = ProjectDatabase.of(example.toFile(), "fresh")) {
            List<String> wanted = fresh.definitions();
            List<String> found = upgraded.definitions();
            boolean equal = !wanted.isEmpty() && wanted.equals(found);
            System.out.println();
            System.out.println(
                    equal
                            ? "The upgraded database equals db/schema: " + wanted.size()
                                    + " definitions, as the server prints them."
                            : "The upgraded database differs from db/schema.\n  db/schema: " + wanted
                                    + "\n  upgraded:  " + found);
            return equal;
        }
    }

    /** Prints what it runs, without the options that only this build needs; the output is Maven's own. */
    private boolean run(String what, String... words) throws IOException, InterruptedException {
        System.out.println();
        System.out.println("# " + what);
        System.out.println("$ mvn " + String.join(" ", words));
        System.out.flush();
        List<String> command = new ArrayList<>(List.of(executable(), "-q", "-B", "-ntp"));
        command.addAll(options);
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .directory(example.toFile())
                .inheritIO()
                .start();
        return process.waitFor() == 0;
    }

    private String executable() {
        String name = File.separatorChar == '\\' ? "mvn.cmd" : "mvn";
        return maven.resolve("bin").resolve(name).toString();
    }
}
