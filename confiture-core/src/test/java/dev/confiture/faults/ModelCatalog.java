package dev.confiture.faults;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a database holds, by the few statements that {@link ModelMigrations} has.
 *
 * @param objects {@code a}: a table, {@code a.first}: its column, {@code a:a_first}: its index
 */
record ModelCatalog(Set<String> objects) {

    static final ModelCatalog EMPTY = new ModelCatalog(Set.of());

    private static final List<Form> FORMS = List.of(
            new Form("SELECT .*", (before, form) -> Optional.of(before)),
            new Form("CREATE TABLE (\\w+) .*", (before, form) -> before.with(form.group(1))),
            new Form(
                    "DROP TABLE (IF EXISTS )?(\\w+)",
                    (before, form) -> before.objects.contains(form.group(2))
                            ? Optional.of(before.without(form.group(2) + "([.:].*)?"))
                            : before.onlyIf(form.group(1) != null)),
            new Form(
                    "ALTER TABLE (\\w+) ADD COLUMN (\\w+) .*",
                    (before, form) -> before.objects.contains(form.group(1))
                            ? before.with(form.group(1) + "." + form.group(2))
                            : Optional.empty()),
            new Form("ALTER TABLE (?:IF EXISTS )?(\\w+) DROP COLUMN (IF EXISTS )?(\\w+)", (before, form) -> {
                String column = form.group(1) + "." + form.group(3);
                return before.objects.contains(column)
                        ? Optional.of(before.without(Pattern.quote(column)))
                        : before.onlyIf(form.group(2) != null);
            }),
            new Form(
                    "CREATE INDEX (?:CONCURRENTLY )?(\\w+) ON (\\w+) \\(\\w+\\)",
                    (before, form) -> before.objects.contains(form.group(2)) && !before.hasIndex(form.group(1))
                            ? before.with(form.group(2) + ":" + form.group(1))
                            : Optional.empty()),
            new Form(
                    "DROP INDEX CONCURRENTLY IF EXISTS (\\w+)",
                    (before, form) -> Optional.of(before.without("\\w+:" + form.group(1)))));

    ModelCatalog {
        objects = Set.copyOf(objects);
    }

    boolean hasIndex(String name) {
        return objects.stream().anyMatch(object -> object.endsWith(":" + name));
    }

    /** The catalog after a statement; empty if the server would refuse it. */
    Optional<ModelCatalog> after(String sql) {
        for (Form form : FORMS) {
            Matcher found = form.pattern().matcher(sql);
            if (found.matches()) {
                return form.effect().on(this, found);
            }
        }
        throw new IllegalArgumentException("the model does not know " + sql);
    }

    private Optional<ModelCatalog> onlyIf(boolean isAllowed) {
        return isAllowed ? Optional.of(this) : Optional.empty();
    }

    private Optional<ModelCatalog> with(String object) {
        if (objects.contains(object)) {
            return Optional.empty();
        }
        Set<String> more = new TreeSet<>(objects);
        more.add(object);
        return Optional.of(new ModelCatalog(more));
    }

    private ModelCatalog without(String gone) {
        Set<String> left = new TreeSet<>(objects);
        left.removeIf(object -> object.matches(gone));
        return new ModelCatalog(left);
    }

    /** A form of statements, as a regular expression. */
    private record Form(Pattern pattern, Effect effect) {

        Form(String text, Effect effect) {
            this(Pattern.compile(text), effect);
        }
    }

    /** What a statement makes of a catalog; empty if it fails. */
    @FunctionalInterface
    private interface Effect {
        Optional<ModelCatalog> on(ModelCatalog before, MatchResult form);
    }
}
