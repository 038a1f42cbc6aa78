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
import dev.confiture.sql.Identifier;
import java.util.List;
import java.util.Optional;

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
        Optional<String> meant = Suggestion.closest(old.name().name().toString(), gone(wanted));
        return Optional.of(new Problem(
                ProblemCode.RENAME_UNKNOWN_NAME,
                meant.isPresent() ? Severity.ERROR : Severity.WARNING,
                wanted + " is to be renamed from " + old + ", which the old schema lacks.",
                Optional.of(wish.declared().place()),
                meant.isPresent() ? "" : "so it is new",
                meant.map(name -> "did you mean \"" + name + "\"? ").orElse("")
                        + "Correct the name, or remove the comment if there is nothing to rename"));
    }

    private List<String> gone(ObjectKey wanted) {
        return before.keys().stream()
                .filter(key -> key.kind() == wanted.kind()
                        && key.container().equals(wanted.container())
                        && !after.contains(key))
                .flatMap(key -> KeyNames.base(key).stream())
                .map(Identifier::toString)
                .distinct()
                .toList();
    }

    /** A part of what is new itself was never called anything. */
    private boolean isRoomThere(ObjectKey wanted) {
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
