package dev.confiture.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/** One SQL name exactly as PostgreSQL stores it: case kept, no quotes. */
public record Identifier(String name) {

    /** PostgreSQL cuts longer names off silently (NAMEDATALEN - 1), so we refuse them. */
    private static final int MAX_BYTES = 63;

    public Identifier {
        requireNonNull(name, "name");
        if (name.isEmpty() || name.indexOf('\0') >= 0 || name.getBytes(UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException("not a PostgreSQL name (1 to 63 bytes, no NUL): " + name);
        }
    }

    /** Ready for SQL text; always quoted, so reserved words and capitals are safe. */
    public String quoted() {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
