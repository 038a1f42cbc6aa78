package dev.confiture.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Programs, run to their end. */
final class Processes {

    private Processes() {}

    /**
     * @return what it printed
     * @throws IllegalStateException with the output, if the program fails
     */
    static String run(Path folder, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command.get(0) + " failed in " + folder + "\n" + output);
        }
        return output;
    }

    /** Has psql send a script of this folder to the database that is measured; the first error ends it. */
    static void psql(Server server, Path folder, String script, String... options)
            throws IOException, InterruptedException {
        List<String> command = words(List.of("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1"), options);
        command.addAll(List.of("-d", server.url(), "-f", script));
        run(folder, command);
    }

    static List<String> words(List<String> first, String... more) {
        List<String> words = new ArrayList<>(first);
        words.addAll(List.of(more));
        return words;
    }

    static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
