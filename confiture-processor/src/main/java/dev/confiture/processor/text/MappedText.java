package dev.confiture.processor.text;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A constant string and, for each of its UTF-16 units, where that stands in the source file. Places are found out when
 * somebody asks for one, which is when there is a mistake to point at.
 */
public final class MappedText {

    private final String text;
    /** One more than units: the last is the place behind. */
    private final Supplier<int[]> offsets;

    private MappedText(String text, Supplier<int[]> offsets) {
        this.text = text;
        this.offsets = offsets;
    }

    /** A string whose inside cannot be pointed at: all of it stands at one place. */
    public static MappedText at(int offset, String text) {
        return new MappedText(text, () -> repeated(offset, text.length() + 1));
    }

    /**
     * The value of one or several literals.
     *
     * @param value what the compiler made of them; if it cannot be told again, all of it stands at the start
     * @param start where the first literal begins in the file
     * @param end behind the last literal in the file
     */
    public static MappedText ofLiterals(SourceText source, int start, int end, String value) {
        return new MappedText(
                value,
                () -> LiteralScanner.scan(source, source.index(start), source.index(end))
                        .offsetsOf(value)
                        .orElseGet(() -> repeated(start, value.length() + 1)));
    }

    /** A string whose places somebody else finds out, given the string. */
    public static MappedText lazily(String text, Function<String, MappedText> places) {
        return new MappedText(text, () -> places.apply(text).offsets.get());
    }

    private static int[] repeated(int offset, int times) {
        int[] offsets = new int[times];
        Arrays.fill(offsets, offset);
        return offsets;
    }

    public MappedText plus(MappedText other) {
        return new MappedText(text + other.text, () -> {
            int[] first = offsets.get();
            int[] second = other.offsets.get();
            int[] both = Arrays.copyOf(first, text.length() + second.length);
            System.arraycopy(second, 0, both, text.length(), second.length);
            return both;
        });
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
        return offsets.get()[unit];
    }
}
