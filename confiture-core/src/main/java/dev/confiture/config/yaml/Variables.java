package dev.confiture.config.yaml;

import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts environment variables into values: <code>${NAME}</code>, or <code>${NAME:-default}</code> for a variable that is
 * not set or empty; <code>$${</code> stands for <code>${</code> itself. What a variable brings in is not expanded again.
 */
final class Variables {

    /** An escape, a whole reference, or the beginning of a broken one. */
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\$\\{|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}\\n]*))?}|\\$\\{");

    /** In place of the braces of a reference: to YAML, braces inside a flow mapping are another mapping. */
    private static final char OPEN = '\uE000';

    private static final char CLOSE = '\uE001';

    private final Map<String, String> values;

    Variables(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** YAML text whose references are plain characters; as long as before. */
    static String hidden(String yaml) {
        return REFERENCE
                .matcher(yaml)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) == null
                                ? found.group()
                                : found.group().replace('{', OPEN).replace('}', CLOSE)));
    }

    /** What the author of hidden text wrote. */
    static String shown(String hidden) {
        return hidden.replace(OPEN, '{').replace(CLOSE, '}');
    }

    /**
     * @param text the value with its variables put in; secret if a variable is
     * @param missing names that are not set and have no default, sorted
     * @param malformed whether a <code>${</code> begins no reference
     */
    record Expanded(String text, TreeSet<String> missing, boolean malformed) {

        boolean isComplete() {
            return missing.isEmpty() && !malformed;
        }

        @Override
        public String toString() {
            return "missing " + missing;
        }
    }

    Expanded expand(String raw) {
        TreeSet<String> missing = new TreeSet<>();
        boolean malformed = false;
        StringBuilder text = new StringBuilder();
        Matcher matcher = REFERENCE.matcher(raw);
        int end = 0;
        while (matcher.find()) {
            text.append(raw, end, matcher.start());
            end = matcher.end();
            String name = matcher.group(1);
            if (name == null) {
                malformed |= !matcher.group().startsWith("$$");
                text.append("${");
                continue;
            }
            String value = values.get(name);
            String otherwise = matcher.group(2);
            if (otherwise != null) {
                text.append(value == null || value.isEmpty() ? otherwise : value);
            } else if (value == null) {
                missing.add(name);
            } else {
                text.append(value);
            }
        }
        return new Expanded(text.append(raw.substring(end)).toString(), missing, malformed);
    }
}
