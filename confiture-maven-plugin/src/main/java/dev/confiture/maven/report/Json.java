package dev.confiture.maven.report;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes maps, lists, strings, numbers, booleans and null as JSON (RFC 8259), two spaces deep, in their own order. */
final class Json {

    private final StringBuilder text = new StringBuilder();

    private Json() {}

    /**
     * The value's text, with a last line end.
     *
     * @throws IllegalArgumentException if there is a value of another type
     */
    static String text(Map<String, ?> value) {
        Json json = new Json();
        json.value(value, "\n");
        return json.text.append('\n').toString();
    }

    private void value(@Nullable Object value, String newLine) {
        if (value instanceof Map<?, ?> map) {
            collection('{', '}', map.entrySet().iterator(), newLine);
        } else if (value instanceof List<?> list) {
            collection('[', ']', list.iterator(), newLine);
        } else if (value instanceof Map.Entry<?, ?> member) {
            string(member.getKey().toString());
            text.append(": ");
            value(member.getValue(), newLine);
        } else if (value instanceof String string) {
            string(string);
        } else if (value == null || value instanceof Boolean || value instanceof Long || value instanceof Integer) {
            text.append(value);
        } else {
            throw new IllegalArgumentException("not a JSON value: " + value.getClass());
        }
    }

    private void collection(char open, char close, Iterator<?> items, String newLine) {
        text.append(open);
        if (items.hasNext()) {
            String deeper = newLine + "  ";
            text.append(deeper);
            value(items.next(), deeper);
            while (items.hasNext()) {
                text.append(',').append(deeper);
                value(items.next(), deeper);
            }
            text.append(newLine);
        }
        text.append(close);
    }

    private void string(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ' || Character.isSurrogate(c)) {
                        text.append(String.format("\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }
}
