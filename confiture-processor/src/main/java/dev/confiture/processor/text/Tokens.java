package dev.confiture.processor.text;

import java.util.Arrays;

/**
 * The tokens of a Java source, numbered from 0; comments and layout are none. Held as places, not as strings: most
 * tokens are looked at once, while a digest is made.
 */
final class Tokens {

    private static final String BLOCK = "\"\"\"";

    private final String text;
    /** Start and end of each token. */
    private int[] places = new int[512];

    private int size;

    Tokens(String text) {
        this.text = text;
    }

    void add(int start, int end) {
        if (2 * size == places.length) {
            places = Arrays.copyOf(places, places.length * 2);
        }
        places[2 * size] = start;
        places[2 * size + 1] = end;
        size++;
    }

    int size() {
        return size;
    }

    /** Index of a token's first character in the source. */
    int start(int token) {
        return places[2 * token];
    }

    /** The first token that starts at an index of the source, or behind it; the number of tokens if there is none. */
    int firstFrom(int index) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (start(middle) < index) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int end(int token) {
        return places[2 * token + 1];
    }

    /** Whether a token reads like this, as written. */
    boolean is(int token, String written) {
        return end(token) - start(token) == written.length() && text.startsWith(written, start(token));
    }

    /** Whether two tokens read the same, as written. */
    boolean isSame(int one, int other) {
        int length = end(one) - start(one);
        return length == end(other) - start(other) && text.regionMatches(start(one), text, start(other), length);
    }

    /** As written. */
    String text(int token) {
        return text.substring(start(token), end(token));
    }

    /** Appends what counts of a token: all of it, but of a text block only its value. */
    void appendTo(Utf8 bytes, int token) {
        if (text.startsWith(BLOCK, start(token))) {
            bytes.append(BLOCK);
            bytes.append(unindented(text.substring(start(token) + BLOCK.length(), end(token))));
        } else {
            bytes.append(text, start(token), end(token));
        }
    }

    /** Line ends, indentation and blanks at line ends are no part of a text block's value. */
    private static String unindented(String block) {
        int firstLineEnd = block.indexOf('\n') < 0 ? block.indexOf('\r') : block.indexOf('\n');
        String content = block.substring(firstLineEnd + 1);
        return (content.endsWith(BLOCK) ? content.substring(0, content.length() - BLOCK.length()) : content)
                .stripIndent();
    }
}
