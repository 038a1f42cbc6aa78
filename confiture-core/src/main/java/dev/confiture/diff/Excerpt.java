package dev.confiture.diff;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Of two texts the lines in which they differ, each on one line: {@code … shop_writer DELETE …}. What is left out is
 * {@link Change#LONG_TEXT}.
 */
record Excerpt(String before, String after) {

    private static final int MOST_LINES = 3;
    private static final int LONGEST_LINE = 80;
    private static final String BETWEEN = " | ";

    static Excerpt of(String before, String after) {
        List<String> left = before.lines().toList();
        List<String> right = after.lines().toList();
        int shorter = Math.min(left.size(), right.size());
        int start = 0;
        while (start < shorter && left.get(start).equals(right.get(start))) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && left.get(left.size() - 1 - end).equals(right.get(right.size() - 1 - end))) {
            end++;
        }
        return new Excerpt(between(left, start, end), between(right, start, end));
    }

    private static String between(List<String> lines, int start, int end) {
        List<String> other = lines.subList(start, lines.size() - end);
        if (lines.size() == 1) {
            return lines.get(0);
        }
        String shown = other.stream().limit(MOST_LINES).map(Excerpt::cut).collect(Collectors.joining(BETWEEN));
        boolean goesOn = end > 0 || other.size() > MOST_LINES;
        String text = (start > 0 ? Change.LONG_TEXT + ' ' : "") + shown + (goesOn ? ' ' + Change.LONG_TEXT : "");
        return other.isEmpty() ? Change.LONG_TEXT : text;
    }

    private static String cut(String line) {
        String text = line.strip();
        return text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) + Change.LONG_TEXT : text;
    }
}
