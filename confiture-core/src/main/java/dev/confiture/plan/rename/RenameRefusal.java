package dev.confiture.plan.rename;

import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.ObjectKind.Place;
import dev.confiture.plan.rename.RenameChooser.Wish;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.Severity;
import dev.confiture.problem.Suggestion;
import dev.confiture.schema.declaration.KeyNames;
import dev.confiture.schema.declaration.OldName;
import dev.confiture.sql.QualifiedName;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Why a comment renames nothing. */
record RenameRefusal(Wish wish, Names before, Names after) {

    /** Empty if there is nothing wrong: it was renamed long ago. */
    Optional<Problem> problem() {
        return wish.old().isPresent() ? Optional.of(contradiction(wish.old().get())) : unknown();
    }

    private Problem contradiction(ObjectKey old) {
        boolean hasNew = before.contains(wish.wanted());
        boolean stays = after.contains(old);
        String who = hasNew && stays
                ? "both schemas have both"
                : hasNew ? "the old schema has both" : "the new schema has that too";
        return new Problem(
                ProblemCode.RENAME_CONTRADICTED,
                hasNew && stays ? Severity.WARNING : Severity.ERROR,
                wish.wanted() + " is to be renamed from " + old.path() + ", and " + who + ".",
                Optional.of(wish.declared().place()),
                "",
                hasNew && !stays
                        ? "remove the comment if " + old.path() + " may be dropped, else move its rows first"
                        : "remove the comment, or the " + old.kind().text() + " with the old name");
    }

    private Optional<Problem> unknown() {
        ObjectKey wanted = wish.wanted();
        if (before.contains(wanted) || !isRoomThere(wanted)) {
            return Optional.empty();
        }
        OldName old = wish.declared().old();
        Optional<String> meant = meant(old.name(), wanted);
        return Optional.of(new Problem(
                ProblemCode.RENAME_UNKNOWN_NAME,
                meant.isPresent() ? Severity.ERROR : Severity.WARNING,
                wanted + " is to be renamed from " + old + ", which the old schema lacks.",
                Optional.of(wish.declared().place()),
                meant.isPresent() ? "" : "so it is new",
                meant.map(name -> "did you mean \"" + name + "\"? ").orElse("")
                        + "Correct the name, or remove the comment if there is nothing to rename"));
    }

    /** What the comment nearly names; where it states a schema, that may be the wrong one. */
    private Optional<String> meant(QualifiedName old, ObjectKey wanted) {
        if (!isSchemaStated(wanted)) {
            return closest(old, wanted, wanted.container()::equals).map(RenameRefusal::base);
        }
        return closest(
                        old,
                        wanted,
                        schema ->
                                KeyNames.of(schema).equals(old.schema().stream().toList()))
                .or(() -> closest(old, wanted, schema -> true))
                .map(key -> key.container() + "." + base(key));
    }

    private Optional<ObjectKey> closest(QualifiedName old, ObjectKey wanted, Predicate<String> container) {
        List<ObjectKey> gone = before.keys().stream()
                .filter(key -> key.kind() == wanted.kind() && container.test(key.container()) && !after.contains(key))
                .filter(key -> KeyNames.base(key).isPresent())
                .sorted()
                .toList();
        return Suggestion.closest(
                        old.name().toString(),
                        gone.stream().map(RenameRefusal::base).toList())
                .flatMap(name ->
                        gone.stream().filter(key -> base(key).equals(name)).findFirst());
    }

    private static String base(ObjectKey key) {
        return KeyNames.base(key).orElseThrow().toString();
    }

    private boolean isSchemaStated(ObjectKey wanted) {
        return wish.declared().old().name().schema().isPresent()
                && wanted.kind().place() == Place.SCHEMA;
    }

    /** A part of what is new itself was never called anything. */
    private boolean isRoomThere(ObjectKey wanted) {
        if (isSchemaStated(wanted)) {
            return !before.keys().isEmpty();
        }
        return switch (wanted.kind().place()) {
            case DATABASE -> before.keys().stream().anyMatch(key -> key.kind() == wanted.kind());
            case SCHEMA ->
                before.keys().stream().anyMatch(key -> key.container().equals(wanted.container()));
            default ->
                before.keys().stream()
                        .anyMatch(key -> key.kind().place() == Place.SCHEMA
                                && key.kind() != ObjectKind.INDEX
                                && key.path().equals(wanted.container()));
        };
    }
}
