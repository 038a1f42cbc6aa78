package dev.confiture.embedded;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One run of a program. Its output goes to a file, never into a pipe: a started server inherits it, and would keep the
 * reader of a pipe waiting for ever.
 */
final class Command {

    private static final long LIMIT_SECONDS = 180;

    private final List<String> words;
    private final String input;
    private final Optional<Path> outputFile;
    private final Optional<Path> workingFolder;

    private Command(List<String> words, String input, Optional<Path> outputFile, Optional<Path> workingFolder) {
        this.words = List.copyOf(words);
        this.input = input;
        this.outputFile = outputFile;
        this.workingFolder = workingFolder;
    }

    static Command of(String... words) {
        return of(List.of(words));
    }

    static Command of(List<String> words) {
        return new Command(words, "", Optional.empty(), Optional.empty());
    }

    /** What the program reads; secrets go this way, because everybody sees a command line. */
    Command reading(String text) {
        return new Command(words, text, outputFile, workingFolder);
    }

    /** Where output goes, replacing what was there; without it to a temporary file. */
    Command writing(Path file) {
        return new Command(words, input, Optional.of(file), workingFolder);
    }

    /** The folder from which the program takes paths that are relative; without it that of this process. */
    Command in(Path folder) {
        return new Command(words, input, outputFile, Optional.of(folder));
    }

    /** A program that does not exist has failed as well. */
    Outcome run() throws IOException {
        if (outputFile.isPresent()) {
            return run(outputFile.get());
        }
        Path temporary = Files.createTempFile("confiture-", ".out");
        try {
            return run(temporary);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    Outcome runOrFail() throws IOException {
        Outcome outcome = run();
        if (!outcome.succeeded()) {
            throw new IOException(words.get(0) + " failed: " + outcome.output().strip());
        }
        return outcome;
    }

    private Outcome run(Path output) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
        workingFolder.ifPresent(folder -> builder.directory(folder.toFile()));
        clean(builder.environment());
        if (input.isEmpty()) {
            builder.redirectInput(new File(File.separatorChar == '\\' ? "NUL" : "/dev/null"));
        }
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return new Outcome(false, e.toString());
        }
        try {
            if (!input.isEmpty()) {
                try (OutputStream stdin = process.getOutputStream()) {
                    stdin.write(input.getBytes(StandardCharsets.UTF_8));
                }
            }
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
            return ended
                    ? new Outcome(process.exitValue() == 0, text)
                    : new Outcome(false, text + "\nstill not done after " + LIMIT_SECONDS + " seconds");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** The user's settings for clients and languages must not change the server; macOS needs some LC_ALL. */
    private static void clean(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("PG"));
        environment.put("LC_ALL", "C");
    }

    /** @param output standard output and standard error, mixed */
    record Outcome(boolean succeeded, String output) {}
}
