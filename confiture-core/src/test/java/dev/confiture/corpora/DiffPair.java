package dev.confiture.corpora;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Two schemas that a diff tool is tested with.
 *
 * @param roles what must exist first, ready for SQL
 */
public record DiffPair(String peer, String name, String before, String after, List<String> roles) {

    static List<DiffPair> all(Path root) {
        try (Stream<Path> files = Files.find(root, 3, (path, facts) -> path.endsWith("meta.json"))) {
            return files.sorted().map(meta -> read(root, root.relativize(meta))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param meta {@code <peer>/<name>/meta.json} */
    private static DiffPair read(Path root, Path meta) {
        Path folder = root.resolve(meta.subpath(0, 2));
        try {
            Object json = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(root.resolve(meta)));
            List<?> roles = (List<?>) requireNonNull(((Map<?, ?>) json).get("roles"), "roles");
            return new DiffPair(
                    meta.getName(0).toString(),
                    meta.getName(1).toString(),
                    Files.readString(folder.resolve("old.sql")),
                    Files.readString(folder.resolve("new.sql")),
                    roles.stream().map(Object::toString).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name that the server stores for one that is ready for SQL. */
    static String stored(String role) {
        return role.startsWith("\"")
                ? role.substring(1, role.length() - 1).replace("\"\"", "\"")
                : role.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return peer + "/" + name;
    }
}
