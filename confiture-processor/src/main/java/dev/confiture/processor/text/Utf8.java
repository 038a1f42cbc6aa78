package dev.confiture.processor.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Arrays;

/** Text as bytes, gathered for one digest: a digest takes one long array much faster than many short ones. */
final class Utf8 {

    private byte[] bytes = new byte[4096];
    private int size;

    void append(String text) {
        append(text, 0, text.length());
    }

    /** The characters from (inclusive) to (exclusive). */
    void append(String text, int from, int to) {
        reserve(to - from);
        int end = size;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                appendEncoded(text.substring(from, to).getBytes(UTF_8));
                return;
            }
            bytes[end++] = (byte) c;
        }
        size = end;
    }

    private void appendEncoded(byte[] encoded) {
        reserve(encoded.length);
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
    }

    /** The byte 0, which ends a token: no source holds it. */
    void appendEnd() {
        reserve(1);
        bytes[size++] = 0;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }

    /** The digest of everything since the last call; empties this. */
    byte[] digest(MessageDigest algorithm) {
        algorithm.update(bytes, 0, size);
        size = 0;
        return algorithm.digest();
    }
}
