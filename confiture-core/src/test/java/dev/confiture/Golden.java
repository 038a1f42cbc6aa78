package dev.confiture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares text that people read with a file under {@code src/test/resources/golden}; {@code -Dgolden.update=true} writes
 * the file instead.
 */
public final class Golden {

    private Golden() {}

    /**
     * @param name of the file below {@code golden}, for example {@code config/unknown-key.txt}
     */
    public static void assertMatches(String name, String text) {
        Path file = Path.of("src/test/resources/golden").resolve(name);
        String actual = text + "\n";
        try {
            if ("true".equals(System.getProperty("golden.update"))) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
            }
            assertThat(actual).as("golden file " + name).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
