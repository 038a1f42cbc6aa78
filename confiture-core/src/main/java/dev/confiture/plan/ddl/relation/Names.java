package dev.confiture.plan.ddl.relation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confiture.sql.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Names as the catalog holds them, ready for SQL, and those that the server makes up. */
final class Names {

    /** What needs no quotes; names made here end in a word that is no keyword. */
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

    /** The bytes that a name may have. */
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
        byte[] one = bare(first).getBytes(UTF_8);
        byte[] two = second.isEmpty() ? new byte[0] : bare(second).getBytes(UTF_8);
        int fromOne = one.length;
        int fromTwo = two.length;
        while (fromOne + fromTwo > room) {
            if (fromOne > fromTwo) {
                fromOne--;
            } else {
                fromTwo--;
            }
        }
        return ready(cut(one, fromOne) + (two.length == 0 ? "" : "_" + cut(two, fromTwo)) + "_" + label);
    }

    /** No more than so many bytes, and no character in half. */
    private static String cut(byte[] name, int length) {
        int end = length;
        while (end < name.length && end > 0 && (name[end] & 0b1100_0000) == 0b1000_0000) {
            end--;
        }
        return new String(name, 0, end, UTF_8);
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
