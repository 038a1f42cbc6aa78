package dev.confiture.generate;

import java.util.ArrayList;
import java.util.List;

/** The sentence that a class begins with. */
final class Summary {

    /** How many objects it names. */
    private static final int NAMED = 12;

    /** In columns; one long name makes a longer line. */
    private static final int LINE = 110;

    private Summary() {}

    /** @return its lines */
    static List<String> of(List<String> subjects) {
        int last = Math.min(NAMED, subjects.size()) - 1;
        String more = subjects.size() > NAMED ? " and " + (subjects.size() - NAMED) + " more" : "";
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder("Changes");
        for (int i = 0; i <= last; i++) {
            String part = subjects.get(i) + (i < last ? "," : more + ".");
            if (line.length() + 1 + part.length() > LINE) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(part);
        }
        lines.add(line.toString());
        return lines;
    }
}
