package dev.confiture.schema;

import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A file name pattern as in {@code .gitignore}: {@code *} and {@code ?} stay inside one component, {@code **} crosses
 * them ({@code **}{@code /} also matches nothing), {@code [a-z]}, <code>{a,b}</code>. A pattern without {@code /} matches a
 * name at any depth; one that matches a folder matches all below it. Letter case counts, on every platform.
 */
final class Glob {

    private final Pattern pattern;

    private Glob(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * @throws ConfitureException ({@code schema.bad-pattern}) if brackets or braces do not close
     */
    static Glob of(String text) {
        String anchored = text.replace('\\', '/').replaceAll("^\\./|^/|/$", "");
        String deep = anchored.contains("/") ? anchored : "**/" + anchored;
        try {
            return new Glob(Pattern.compile(regex(deep) + "(/.*)?", Pattern.DOTALL));
        } catch (PatternSyntaxException e) {
            throw new ConfitureException(
                    Problem.error(
                            ProblemCode.SCHEMA_BAD_PATTERN,
                            "The file pattern \"" + text + "\" cannot be read.",
                            e.getDescription(),
                            "close every [ with ] and every { with } in include/exclude of schema_dirs"),
                    e);
        }
    }

    /** Whether a path with {@code /}, relative to the schema folder, or one of the folders above it is meant. */
    boolean matches(String path) {
        return pattern.matcher(path).matches();
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        int braces = 0;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (glob.startsWith("**/", i)) {
                regex.append("(?:.*/)?");
                i += 2;
            } else if (glob.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (c == '[') {
                int end = glob.indexOf(']', i + 2);
                if (end < 0) {
                    throw new PatternSyntaxException("[ is not closed", glob, i);
                }
                regex.append(characterClass(glob.substring(i + 1, end)));
                i = end;
            } else {
                braces += c == '{' ? 1 : c == '}' ? -1 : 0;
                regex.append(one(c, braces > 0));
            }
        }
        if (braces != 0) {
            throw new PatternSyntaxException("{ and } do not match", glob, 0);
        }
        return regex.toString();
    }

    private static String one(char c, boolean insideBraces) {
        return switch (c) {
            case '*' -> "[^/]*";
            case '?' -> "[^/]";
            case '{' -> "(?:";
            case '}' -> ")";
            case ',' -> insideBraces ? "|" : ",";
            default -> Pattern.quote(String.valueOf(c));
        };
    }

    private static String characterClass(String inside) {
        boolean negated = inside.startsWith("!") || inside.startsWith("^");
        String members = (negated ? inside.substring(1) : inside).replaceAll("([\\[\\]\\\\^&])", "\\\\$1");
        return negated ? "[^/" + members + "]" : "[" + members + "]";
    }
}
