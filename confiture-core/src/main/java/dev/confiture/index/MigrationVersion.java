package dev.confiture.index;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A place in the order of migrations: groups of decimal digits joined by {@code .} or {@code _}, compared number by
 * number. {@code 001} equals {@code 1}, {@code 1.0} equals {@code 1}; the text is kept as written.
 */
public final class MigrationVersion implements Comparable<MigrationVersion> {

    private static final int MAX_LENGTH = 100;

    private final String text;
    private final List<BigInteger> groups;

    private MigrationVersion(String text, List<BigInteger> numbers) {
        this.text = text;
        int significant = numbers.size();
        while (significant > 1 && numbers.get(significant - 1).signum() == 0) {
            significant--;
        }
        this.groups = List.copyOf(numbers.subList(0, significant));
    }

    /** Empty if the text is not a version. */
    public static Optional<MigrationVersion> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        List<BigInteger> numbers = new ArrayList<>(1);
        int start = 0;
        for (int at = 0; at <= text.length(); at++) {
            char c = at < text.length() ? text.charAt(at) : '.';
            if (c == '.' || c == '_') {
                if (at == start) {
                    return Optional.empty();
                }
                numbers.add(new BigInteger(text.substring(start, at)));
                start = at + 1;
            } else if (c < '0' || c > '9') {
                return Optional.empty();
            }
        }
        return Optional.of(new MigrationVersion(text, numbers));
    }

    /**
     * @throws IllegalArgumentException if the text is not a version
     */
    public static MigrationVersion of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a version: " + text));
    }

    /** As the user wrote it. */
    public String text() {
        return text;
    }

    /** The same for all spellings of one version: numbers without leading zeros, joined by {@code .}. */
    public String key() {
        return groups.stream().map(BigInteger::toString).collect(Collectors.joining("."));
    }

    @Override
    public int compareTo(MigrationVersion other) {
        for (int i = 0; i < Math.max(groups.size(), other.groups.size()); i++) {
            int order = group(i).compareTo(other.group(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private BigInteger group(int i) {
        return i < groups.size() ? groups.get(i) : BigInteger.ZERO;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MigrationVersion that && groups.equals(that.groups);
    }

    @Override
    public int hashCode() {
        return Objects.hash(groups);
    }

    @Override
    public String toString() {
        return text;
    }
}
