package dev.confiture.generate;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.db.Session;
import dev.confiture.introspect.catalog.CatalogReader;
import dev.confiture.plan.rename.Followers;
import dev.confiture.plan.rename.Rename;
import dev.confiture.plan.rename.RenameChooser;
import dev.confiture.plan.rename.RenameChooser.Choice;
import dev.confiture.plan.rename.Renames;
import dev.confiture.plan.rename.Stage;
import dev.confiture.problem.Problem;
import dev.confiture.schema.declaration.Declarations;
import dev.confiture.source.ScratchDatabase;
import dev.confiture.sql.QualifiedName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The old schema under the names of the new one, as the server sees it.
 *
 * @param catalog what is left to be compared with the new schema
 * @param renames what led there
 * @param problems comments that tell nothing or what cannot be true
 */
public record RenamedSchema(Catalog catalog, Renames renames, List<Problem> problems) {

    public RenamedSchema {
        problems = List.copyOf(problems);
    }

    /**
     * Renames in a scratch copy of the old schema what the new one's DDL says; comments that are done with cost nothing.
     *
     * @param leftOut what is not the user's
     */
    public static RenamedSchema of(ComparedSchema before, ComparedSchema after, Collection<QualifiedName> leftOut)
            throws SQLException {
        Declarations declarations = after.declarations();
        if (declarations.renames().isEmpty()) {
            return new RenamedSchema(before.catalog(), Renames.NONE, declarations.problems());
        }
        RenameChooser chooser = new RenameChooser(declarations.renames(), after.catalog());
        List<Choice> choices = chooser.choose(before.catalog());
        boolean hasHappened =
                choices.stream().allMatch(choice -> choice.renames().isEmpty());
        if (hasHappened) { // a comment that stays in the DDL must not make anything slow
            List<Problem> problems = new ArrayList<>(declarations.problems());
            choices.forEach(choice -> problems.addAll(choice.problems()));
            return new RenamedSchema(before.catalog(), Renames.NONE, problems);
        }
        try (ScratchDatabase copy = before.start().open();
                Session session = copy.open()) {
            Catalog now = before.catalog();
            List<ObjectKey> made = new ArrayList<>();
            List<Rename> done = new ArrayList<>();
            List<Problem> problems = new ArrayList<>(declarations.problems());
            for (Stage stage : Stage.values()) {
                Choice choice = chooser.choose(stage, now);
                problems.addAll(choice.problems());
                makeSchemas(session, choice.renames(), now, made);
                now = renamed(session, choice.renames(), done, now, leftOut);
            }
            List<Rename> followers = followers(done, now, after.catalog());
            while (!followers.isEmpty()) { // what partitions have follows what their table has
                now = renamed(session, followers, done, now, leftOut);
                followers = followers(done, now, after.catalog());
            }
            return new RenamedSchema(now, Renames.into(made, done), problems);
        }
    }

    private static void makeSchemas(Session session, List<Rename> renames, Catalog now, List<ObjectKey> made)
            throws SQLException {
        Set<ObjectKey> missing = new TreeSet<>();
        renames.forEach(rename ->
                rename.entered().filter(schema -> !now.contains(schema)).ifPresent(missing::add));
        missing.removeAll(made);
        for (ObjectKey schema : missing) {
            session.execute(Renames.make(schema).sql());
            made.add(schema);
        }
    }

    private static List<Rename> followers(List<Rename> done, Catalog before, Catalog after) {
        return Followers.of(new Renames(done), before, after);
    }

    private static Catalog renamed(
            Session session, List<Rename> renames, List<Rename> done, Catalog now, Collection<QualifiedName> leftOut)
            throws SQLException {
        for (Rename rename : renames) {
            session.execute(rename.statement().sql());
            done.add(rename);
        }
        return renames.isEmpty() ? now : new CatalogReader(leftOut).read(session);
    }
}
