package dev.confiture.processor.text;

import java.util.Arrays;

/**
 * A source file with its Unicode escapes translated, as the Java language reads it, and where each character stood
 * before.
 */
public final class SourceText {

    private final String text;
    /** Empty where nothing was translated, so that places are the same. */
    private final int[] offsets;

    private SourceText(String text, int[] offsets) {
        this.text = text;
        this.offsets = offsets;
    }

    /**
     * @param raw the file's characters
     */
    public static SourceText of(String raw) {
        return raw.contains("\\u") ? translated(raw) : new SourceText(raw, new int[0]);
    }

    private static SourceText translated(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        int[] offsets = new int[raw.length() + 1];
        int at = 0;
        boolean afterOddBackslashes = false;
        while (at < raw.length()) {
            char c = raw.charAt(at);
            offsets[text.length()] = at;
            int end = c == '\\' && !afterOddBackslashes ? endOfUnicodeEscape(raw, at) : -1;
            if (end > 0) {
                text.append(
                        (char) Integer.parseInt(raw.subSequence(end - 4, end).toString(), 16));
                at = end;
                afterOddBackslashes = false;
            } else {
                text.append(c);
                at++;
                afterOddBackslashes = c == '\\' && !afterOddBackslashes;
            }
        }
        offsets[text.length()] = at;
        return new SourceText(text.toString(), Arrays.copyOf(offsets, text.length() + 1));
    }

    /** Behind {@code \}{@code u0041} (any number of u) that starts at this place; -1 if none does. */
    private static int endOfUnicodeEscape(CharSequence raw, int start) {
        int at = start + 1;
        while (at < raw.length() && raw.charAt(at) == 'u') {
            at++;
        }
        if (at == start + 1 || at + 4 > raw.length()) {
            return -1;
        }
        for (int i = at; i < at + 4; i++) {
            if (Character.digit(raw.charAt(i), 16) < 0) {
                return -1;
            }
        }
        return at + 4;
    }

    public String text() {
        return text;
    }

    /** Where the character at this index of {@link #text()} stands in the file. */
    public int offset(int index) {
        return offsets.length == 0 ? index : offsets[index];
    }

    /** The index in {@link #text()} of a place in the file. */
    public int index(int offset) {
        if (offsets.length == 0) {
            return offset;
        }
        int found = Arrays.binarySearch(offsets, offset);
        return found >= 0 ? found : -found - 1;
    }
}
