package dev.confiture.runner.context;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confiture.history.Digest;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Digests what a migration really sends: statements, parameters and COPY data, in order. Parts carry their length, so two
 * statements never digest as one.
 */
final class SentSql {

    /** Changes if what is digested, or how, ever does. */
    static final String ALGORITHM = "sql-sent-1";

    private final MessageDigest digest;

    SentSql() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    void statement(String sql) {
        part('S', sql.getBytes(UTF_8));
    }

    /** One set of parameters of the statement before. */
    void parameters(@Nullable Object... values) {
        part('P', ByteBuffer.allocate(4).putInt(values.length).array());
        for (Object value : values) {
            parameter(value);
        }
    }

    private void parameter(@Nullable Object value) {
        if (value == null) {
            part('N', new byte[0]);
        } else if (value instanceof byte[] bytes) {
            part('B', bytes);
        } else if (value.getClass().isArray()) {
            int length = Array.getLength(value);
            part('A', ByteBuffer.allocate(4).putInt(length).array());
            for (int i = 0; i < length; i++) {
                parameter(Array.get(value, i));
            }
        } else if (value instanceof java.io.InputStream || value instanceof java.io.Reader) {
            // Reading it here would take it from the server.
            part('V', new byte[0]);
        } else {
            part('V', value.toString().getBytes(UTF_8));
        }
    }

    /** A piece of COPY data; how it is cut into pieces does not count. */
    void data(byte[] buffer, int offset, int length) {
        digest.update(buffer, offset, length);
    }

    private void part(char kind, byte[] content) {
        digest.update((byte) kind);
        digest.update(ByteBuffer.allocate(4).putInt(content.length).array());
        digest.update(content);
    }

    /** Of all so far; nothing can be added afterwards. */
    Digest digest() {
        return new Digest(ALGORITHM, HexFormat.of().formatHex(digest.digest()));
    }
}
