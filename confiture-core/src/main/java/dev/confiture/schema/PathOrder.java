package dev.confiture.schema;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of paths inside a schema folder, component by component ({@code a/z} comes before {@code a.sql/b}, because
 * {@code a} comes before {@code a.sql}). Knows no locale and no operating system: the same everywhere.
 */
enum PathOrder implements Comparator<String> {
    /** Names by code points, so zero-padded numbers of one width come in numeric order. */
    ALPHABETICAL {
        @Override
        int compareNames(String a, String b) {
            return byCodePoint(a, b);
        }
    },

    /**
     * Names that begin with a hexadecimal number first, by that number; then the others. Equal numbers and other names by
     * code points.
     */
    HEX {
        @Override
        int compareNames(String a, String b) {
            Optional<BigInteger> left = hexPrefix(a);
            Optional<BigInteger> right = hexPrefix(b);
            if (left.isPresent() && right.isPresent()) {
                int byNumber = left.get().compareTo(right.get());
                return byNumber != 0 ? byNumber : byCodePoint(a, b);
            }
            if (left.isPresent() != right.isPresent()) {
                return left.isPresent() ? -1 : 1;
            }
            return byCodePoint(a, b);
        }
    };

    /**
     * {@code 0x1F_}, {@code 0A_}, {@code 1f_}, {@code FF_}: digits up to {@code _}, {@code -}, {@code .} or the end. Lower
     * case letters count only after {@code 0x} or a decimal digit: {@code add_user.sql} begins with a word.
     */
    private static final Pattern HEX_PREFIX =
            Pattern.compile("(?:0[xX]([0-9A-Fa-f]+)|([0-9][0-9A-Fa-f]*|[0-9A-F]+))(?=[_.-]|$).*", Pattern.DOTALL);

    abstract int compareNames(String a, String b);

    /** Paths with {@code /}. */
    @Override
    public int compare(String a, String b) {
        String[] left = a.split("/", -1);
        String[] right = b.split("/", -1);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            int order = compareNames(left[i], right[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    }

    /** Not {@link String#compareTo}: that compares UTF-16 units and puts U+1F600 before U+FB01. */
    private static int byCodePoint(String a, String b) {
        return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
    }

    private static Optional<BigInteger> hexPrefix(String name) {
        Matcher matcher = HEX_PREFIX.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String digits = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        return Optional.of(new BigInteger(digits, 16));
    }
}
