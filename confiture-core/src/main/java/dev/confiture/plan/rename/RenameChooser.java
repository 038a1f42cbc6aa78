package dev.confiture.plan.rename;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind.Place;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.schema.declaration.Declaration;
import dev.confiture.schema.declaration.DeclaredRename;
import dev.confiture.schema.declaration.KeyNames;
import dev.confiture.schema.declaration.OldName;
import dev.confiture.sql.Identifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds what comments tell of former names against the old and the new catalog. */
public final class RenameChooser {

    private final List<Said> said;
    private final Names after;

    /** @param after the new catalog, which the DDL of the comments made */
    public RenameChooser(List<DeclaredRename> declared, Catalog after) {
        this.after = Names.of(after);
        this.said = declared.stream().map(each -> Said.of(each, this.after)).toList();
    }

    /**
     * What one comment tells.
     *
     * @param meant the objects that it may be about
     */
    private record Said(DeclaredRename rename, List<ObjectKey> meant) {

        static Said of(DeclaredRename rename, Names after) {
            Declaration declaration = rename.declaration();
            return new Said(
                    rename,
                    after.called(declaration.name().name()).stream()
                            .filter(declaration::mayBe)
                            .toList());
        }

        boolean isOf(Stage stage) {
            return meant.isEmpty()
                    ? stage == Stage.PARTS
                    : meant.stream().anyMatch(key -> Stage.of(key.kind()) == stage);
        }
    }

    /**
     * What one stage renames.
     *
     * @param renames in an order in which they run
     * @param problems comments that cannot be true
     */
    public record Choice(List<Rename> renames, List<Problem> problems) {
        public Choice {
            renames = List.copyOf(renames);
            problems = List.copyOf(problems);
        }
    }

    /** What each stage would rename if it were the only one. */
    public List<Choice> choose(Catalog before) {
        Names names = Names.of(before);
        return Arrays.stream(Stage.values()).map(stage -> choose(stage, names)).toList();
    }

    /** @param before the old catalog after the renames of the stages before */
    public Choice choose(Stage stage, Catalog before) {
        return choose(stage, Names.of(before));
    }

    private Choice choose(Stage stage, Names before) {
        List<Problem> problems = new ArrayList<>();
        List<Wish> wishes = new ArrayList<>();
        for (Said each : said) {
            if (each.isOf(stage)) {
                DeclaredRename rename = each.rename();
                one(rename, each.meant(), before)
                        .ifPresentOrElse(
                                key -> wishes.add(wish(rename, key, before)),
                                () -> problems.add(unclear(rename, each.meant())));
            }
        }
        List<Rename> chosen = possible(wishes, before);
        wishes.forEach(wish -> new RenameRefusal(wish, before, after).problem().ifPresent(problems::add));
        return new Choice(chosen, problems);
    }

    /** Takes out of the list what can be renamed; a name that another one leaves is free after it. */
    private List<Rename> possible(List<Wish> wishes, Names before) {
        Set<ObjectKey> now = new HashSet<>(before.keys());
        Set<ObjectKey> arriving = wishes.stream()
                .filter(wish -> wish.old().isPresent())
                .map(Wish::wanted)
                .collect(Collectors.toSet());
        List<Rename> renames = new ArrayList<>();
        boolean goesOn = true;
        while (goesOn) {
            Optional<Wish> next = wishes.stream()
                    .filter(wish -> wish.old().filter(now::contains).isPresent() && !now.contains(wish.wanted()))
                    .filter(wish -> !after.contains(wish.old().get())
                            || arriving.contains(wish.old().get()))
                    .findFirst();
            next.ifPresent(wish -> {
                renames.addAll(steps(wish.old().orElseThrow(), wish.wanted(), now));
                now.remove(wish.old().orElseThrow());
                now.add(wish.wanted());
                wishes.remove(wish);
            });
            goesOn = next.isPresent();
        }
        return renames;
    }

    /** A statement changes the name or the schema; which goes first depends on what is free. */
    private static List<Rename> steps(ObjectKey old, ObjectKey wanted, Set<ObjectKey> taken) {
        if (old.container().equals(wanted.container()) || old.name().equals(wanted.name())) {
            return List.of(new Rename(old, wanted));
        }
        ObjectKey moved = ObjectKey.of(old.kind(), wanted.container(), old.name());
        ObjectKey named = ObjectKey.of(old.kind(), old.container(), wanted.name());
        ObjectKey between = taken.contains(moved) ? named : moved;
        return List.of(new Rename(old, between), new Rename(between, wanted));
    }

    /** What a comment wants: this object, by that name before. */
    record Wish(DeclaredRename declared, ObjectKey wanted, Optional<ObjectKey> old) {}

    /** Of several objects that the DDL may mean the one that has an old one and is new. */
    private static Optional<ObjectKey> one(DeclaredRename declared, List<ObjectKey> meant, Names before) {
        if (meant.size() == 1) {
            return Optional.of(meant.get(0));
        }
        List<ObjectKey> renamed = meant.stream()
                .filter(key -> !before.contains(key)
                        && old(declared.old(), key, before).isPresent())
                .toList();
        return renamed.size() == 1 ? Optional.of(renamed.get(0)) : Optional.empty();
    }

    private static Wish wish(DeclaredRename declared, ObjectKey key, Names before) {
        return new Wish(declared, key, old(declared.old(), key, before));
    }

    private static Optional<ObjectKey> old(OldName old, ObjectKey wanted, Names before) {
        String rest = old.arguments().orElse(KeyNames.rest(wanted));
        return before.called(old.name().name()).stream()
                .filter(key -> key.kind() == wanted.kind())
                .filter(key -> KeyNames.rest(key).equals(rest))
                .filter(key -> lies(key, old, wanted))
                .findFirst();
    }

    private static boolean lies(ObjectKey key, OldName old, ObjectKey wanted) {
        Optional<Identifier> schema = old.name().schema();
        boolean isStated = schema.isPresent() && wanted.kind().place() == Place.SCHEMA;
        return isStated
                ? KeyNames.of(key.container()).equals(List.of(schema.get()))
                : key.container().equals(wanted.container());
    }

    private static Problem unclear(DeclaredRename declared, List<ObjectKey> meant) {
        String what = declared.declaration() + " is to be renamed from " + declared.old();
        return meant.isEmpty()
                ? Problem.error(
                        ProblemCode.RENAME_MISPLACED,
                        what + ", and the schema has no " + declared.declaration() + ".",
                        declared.place(),
                        "what this statement makes is gone at the end of the script",
                        "remove the comment")
                : Problem.error(
                        ProblemCode.RENAME_MISPLACED,
                        what + ", and that may be several.",
                        declared.place(),
                        "it may be "
                                + String.join(
                                        ", ",
                                        meant.stream().map(ObjectKey::toString).toList()),
                        "write the schema before the new name; of functions, write the argument types behind the old one");
    }
}
