package dev.confiture.maven;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import org.apache.maven.execution.MavenSession;

/**
 * Where what was asked for is printed, also under {@code -q}. Maven 4 turns {@code System.out} into log lines of level
 * info, which {@code -q} hides, so there the process's own output is used.
 */
final class StandardOutput {

    private final PrintStream stream;

    private StandardOutput(PrintStream stream) {
        this.stream = stream;
    }

    static StandardOutput of(MavenSession session) {
        boolean redirected =
                !session.getSystemProperties().getProperty("maven.version", "3").startsWith("3");
        return new StandardOutput(redirected ? own() : System.out);
    }

    /** In one piece, so that modules built in parallel do not mix their lines. */
    void print(String text) {
        stream.print(text);
        stream.flush();
    }

    private static PrintStream own() {
        OutputStream process = new FileOutputStream(FileDescriptor.out);
        return new PrintStream(process, false, charset());
    }

    /** What the terminal reads, as the JVM (17 has no property for it on its own) guesses it. */
    private static Charset charset() {
        String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding", ""));
        return !name.isEmpty() && Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
    }
}
