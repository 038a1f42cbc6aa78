package dev.confiture.index.format;

/**
 * One field of an entry's text form.
 *
 * @param line where it was read, 1-based; 0 when written
 * @param value unescaped
 */
record IndexField(int line, String key, String value) {

    IndexField(String key, String value) {
        this(0, key, value);
    }
}
