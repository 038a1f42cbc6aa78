package dev.confiture.diff;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names of objects: {@code app} is a schema and all in it, {@code app.tmp_*} what begins so in it and its parts. {@code *}
 * stands for any characters, {@code ?} for one; letter case counts, quotes do not.
 */
public record NamePattern(String text) {

    public NamePattern {
        requireNonNull(text, "text");
        if (text.isBlank()) {
            throw new IllegalArgumentException("an empty pattern");
        }
    }

    /** Whether it means the object at a path, or the schema that the path begins with. */
    boolean matches(String path) {
        String bare = path.replace("\"", "");
        String subject = text.contains(".") ? bare : bare.split("\\.", 2)[0];
        return regex().matcher(subject).matches();
    }

    private Pattern regex() {
        String regex = Arrays.stream(text.replace("\"", "").split("(?<=[*?])|(?=[*?])"))
                .map(part -> part.equals("*") ? ".*" : part.equals("?") ? "." : Pattern.quote(part))
                .collect(Collectors.joining());
        return Pattern.compile(regex, Pattern.DOTALL);
    }

    @Override
    public String toString() {
        return text;
    }
}
