package dev.confiture.schema.tree;

import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the {@code git} executable in a folder; reads only. */
final class Git {

    private final Path folder;

    Git(Path folder) {
        this.folder = folder;
    }

    /** What one run wrote; both may be empty. */
    record Output(boolean succeeded, String text, String error) {}

    /** Runs it to its end. */
    Output run(String... arguments) {
        try {
            Process process = command(arguments).start();
            process.getOutputStream().close();
            // Errors are a line or two and fit into the pipe; only the output needs to be drained first.
            String text = read(process.getInputStream());
            String error = read(process.getErrorStream());
            return new Output(process.waitFor() == 0, text, error.strip());
        } catch (IOException e) {
            throw missing(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw missing(e);
        }
    }

    /** Starts one that answers questions; the caller ends it. What it has to remark is not read. */
    Process serve(String... arguments) throws IOException {
        return command(arguments).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private ProcessBuilder command(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        return builder;
    }

    private static String read(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }

    static ConfitureException missing(Exception cause) {
        return new ConfitureException(
                Problem.error(
                        ProblemCode.GIT_UNAVAILABLE,
                        "Cannot run git.",
                        String.valueOf(cause.getMessage()),
                        "install git and put it on the PATH, or name a version of db/schema_history instead"
                                + " (-Dconfiture.from=<version>)"),
                cause);
    }
}
