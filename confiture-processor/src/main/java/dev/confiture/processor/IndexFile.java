package dev.confiture.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confiture.index.IndexEntry;
import dev.confiture.index.MigrationIndex;
import dev.confiture.index.format.IndexFormat;
import dev.confiture.problem.ConfitureException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/** The module's index in the class output. */
final class IndexFile {

    private final Filer filer;

    IndexFile(Filer filer) {
        this.filer = filer;
    }

    /** What an earlier compilation wrote; nothing if there is no index, or one that cannot be read. */
    List<IndexEntry> earlierEntries() {
        try {
            Optional<String> text = text();
            return text.isPresent()
                    ? IndexFormat.read(text.get(), MigrationIndex.RESOURCE).entries()
                    : List.of();
        } catch (ConfitureException unreadable) {
            // Another version of Confiture wrote it. It is our own product, and is about to be written again.
            return List.of();
        }
    }

    boolean exists() {
        return text().isPresent();
    }

    /** Whether the class output has this class (binary name). */
    boolean hasClass(String className) {
        return read(className.replace('.', '/') + ".class").isPresent();
    }

    private Optional<String> text() {
        Optional<byte[]> bytes = read(MigrationIndex.RESOURCE);
        return bytes.isPresent() ? Optional.of(new String(bytes.get(), UTF_8)) : Optional.empty();
    }

    private Optional<byte[]> read(String name) {
        try (InputStream content =
                filer.getResource(StandardLocation.CLASS_OUTPUT, "", name).openInputStream()) {
            return Optional.of(content.readAllBytes());
        } catch (IOException | IllegalArgumentException absent) {
            // The ways in which compilers say that there is no such file.
            return Optional.empty();
        }
    }

    /** Writes the index. Without entries only over an earlier one: compilers do not let processors delete files. */
    void write(List<IndexEntry> entries) throws IOException {
        if (entries.isEmpty() && !exists()) {
            return;
        }
        FileObject file = filer.createResource(StandardLocation.CLASS_OUTPUT, "", MigrationIndex.RESOURCE);
        try (OutputStream out = file.openOutputStream()) {
            out.write(IndexFormat.write(new MigrationIndex(entries)).getBytes(UTF_8));
        }
    }
}
