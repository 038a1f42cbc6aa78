package dev.confiture.schema.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of {@code git ls-tree}.
 *
 * @param mode {@code 100644}, {@code 120000} for a link, {@code 160000} for a submodule
 * @param path relative to the folder that was listed, with {@code /}
 */
record GitEntry(String mode, String path) {

    /** Reads {@code git ls-tree -r -z}: {@code <mode> <type> <object> TAB <path> NUL}, again and again. */
    static List<GitEntry> parse(String listing, String folder) {
        String prefix = folder.isEmpty() ? "" : folder + "/";
        List<GitEntry> entries = new ArrayList<>();
        for (String line : listing.split("\0", -1)) {
            if (!line.isEmpty()) {
                String path = line.substring(line.indexOf('\t') + 1);
                entries.add(new GitEntry(line.substring(0, line.indexOf(' ')), path.substring(prefix.length())));
            }
        }
        return entries;
    }

    boolean isLink() {
        return mode.equals("120000");
    }

    boolean isSubmodule() {
        return mode.equals("160000");
    }
}
