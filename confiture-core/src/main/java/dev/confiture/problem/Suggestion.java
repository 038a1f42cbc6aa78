package dev.confiture.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** "Did you mean": the known name that is nearest to a misspelt one. */
public final class Suggestion {

    private Suggestion() {}

    /**
     * The known name with the fewest edits (insert, delete, replace, swap of neighbours), if that is at most a third of
     * the longer name's length; letter case does not count. Of equally near ones the alphabetically first.
     */
    public static Optional<String> closest(String misspelt, Collection<String> known) {
        String wanted = misspelt.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(name ->
                        distance(wanted, name.toLowerCase(Locale.ROOT)) * 3 <= Math.max(wanted.length(), name.length()))
                .min(Comparator.<String>comparingInt(name -> distance(wanted, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code Did you mean "x"? } (with the trailing space), or nothing. */
    public static String didYouMean(String misspelt, Collection<String> known) {
        return closest(misspelt, known)
                .map(name -> "Did you mean \"" + name + "\"? ")
                .orElse("");
    }

    /** Optimal string alignment distance. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
