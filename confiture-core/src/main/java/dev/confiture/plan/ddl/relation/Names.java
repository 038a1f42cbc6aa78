package dev.confiture.plan.ddl.relation;

import dev.confiture.sql.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Names as the catalog holds them, ready for SQL, and those that the server makes up. */
final class Names {

    /** What needs no quotes; names made here end in a word that is no keyword. */
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

    /** The bytes that a name may have; characters are counted, which is the same for most names. */
    private static final int LONGEST = 63;

    private Names() {}

    /** A name without its quotes. */
    static String bare(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }

    static String ready(String bare) {
        return PLAIN.matcher(bare).matches() ? bare : new Identifier(bare).quoted();
    }

    /** What stands before the dot of a path. */
    static String schema(String path) {
        return path.substring(0, dot(path));
    }

    /** What stands behind the dot of a path. */
    static String local(String path) {
        return path.substring(dot(path) + 1);
    }

    private static int dot(String path) {
        boolean quoted = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '.' && !quoted) {
                return i;
            }
        }
        throw new IllegalArgumentException("no schema before this name: " + path);
    }

    /** The name that the server makes up from these parts; it cuts the longer one until all fits. */
    static String madeUp(String first, String second, String label) {
        int room = LONGEST - label.length() - 1 - (second.isEmpty() ? 0 : 1);
        String one = bare(first);
        String two = second.isEmpty() ? "" : bare(second);
        while (one.length() + two.length() > room) {
            if (one.length() > two.length()) {
                one = one.substring(0, one.length() - 1);
            } else {
                two = two.substring(0, two.length() - 1);
            }
        }
        return ready(one + (two.isEmpty() ? "" : "_" + two) + "_" + label);
    }

    /** The names of a list in SQL: {@code a, "b, c"}. */
    static List<String> list(String text) {
        List<String> names = new ArrayList<>();
        int from = 0;
        boolean quoted = false;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && text.charAt(i) == '"') {
                quoted = !quoted;
            } else if (i == text.length() || (text.charAt(i) == ',' && !quoted)) {
                names.add(text.substring(from, i).strip());
                from = i + 1;
            }
        }
        return names;
    }
}
