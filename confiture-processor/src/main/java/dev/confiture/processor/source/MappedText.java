package dev.confiture.processor.source;

import java.util.Arrays;

/** A constant string and, for each of its UTF-16 units, where that stands in the source file. */
public final class MappedText {

    private final String text;
    /** One more than units: the last is the place behind. */
    private final int[] offsets;

    MappedText(String text, int[] offsets) {
        if (offsets.length != text.length() + 1) {
            throw new IllegalArgumentException(offsets.length + " places for " + text.length() + " units");
        }
        this.text = text;
        this.offsets = offsets.clone();
    }

    /** A string whose inside cannot be pointed at: all of it stands at one place. */
    public static MappedText at(int offset, String text) {
        int[] offsets = new int[text.length() + 1];
        Arrays.fill(offsets, offset);
        return new MappedText(text, offsets);
    }

    MappedText plus(MappedText other) {
        int[] both = Arrays.copyOf(offsets, text.length() + other.offsets.length);
        System.arraycopy(other.offsets, 0, both, text.length(), other.offsets.length);
        return new MappedText(text + other.text, both);
    }

    public String text() {
        return text;
    }

    /**
     * Where a unit stands in the source file.
     *
     * @param unit 0 to the text's length
     */
    public int offset(int unit) {
        return offsets[unit];
    }
}
