package dev.confiture.generate.rows;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The queries that lie beside the classes. */
final class Queries {

    private Queries() {}

    static String resource(String name) {
        try (InputStream sql = Queries.class.getResourceAsStream(name + ".sql")) {
            if (sql == null) {
                throw new IllegalStateException("this jar is damaged: " + name + ".sql is missing");
            }
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
