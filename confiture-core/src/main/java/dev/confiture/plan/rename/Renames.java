package dev.confiture.plan.rename;

import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.hazard.HazardReview;
import dev.confiture.plan.PlannedStatement;
import dev.confiture.plan.ddl.Execution;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Renames, one after the other.
 *
 * @param made new schemas into which some of them lead: empty ones, before the first rename
 * @param dropped schemas that are empty after the last one, on the way back
 */
public record Renames(List<ObjectKey> made, List<Rename> all, List<ObjectKey> dropped) {

    public static final Renames NONE = new Renames(List.of());

    public Renames {
        made = List.copyOf(made);
        all = List.copyOf(all);
        dropped = List.copyOf(dropped);
    }

    public Renames(List<Rename> all) {
        this(List.of(), all, List.of());
    }

    public static Renames into(List<ObjectKey> newSchemas, List<Rename> all) {
        return new Renames(newSchemas, all, List.of());
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    public List<PlannedStatement> statements() {
        List<PlannedStatement> statements = new ArrayList<>();
        made.forEach(schema -> statements.add(make(schema)));
        all.forEach(rename -> statements.add(rename.statement()));
        dropped.forEach(schema -> statements.add(statement("DROP SCHEMA ", schema)));
        return statements;
    }

    public static PlannedStatement make(ObjectKey schema) {
        return statement("CREATE SCHEMA ", schema);
    }

    private static PlannedStatement statement(String verb, ObjectKey schema) {
        String sql = verb + schema.name();
        return new PlannedStatement(schema, sql, Execution.TRANSACTIONAL, new HazardReview().next(sql), List.of());
    }

    /** The way back. */
    public Renames inverse() {
        List<Rename> back = new ArrayList<>(all.stream().map(Rename::inverse).toList());
        Collections.reverse(back);
        return new Renames(dropped, back, made);
    }

    /** Whether stored values of enums print otherwise after them. */
    public boolean changeLabels() {
        return all.stream().anyMatch(rename -> rename.from().kind() == ObjectKind.ENUM_LABEL);
    }

    /** What the object is called after all of them. */
    public ObjectKey now(ObjectKey key) {
        ObjectKey now = key;
        for (Rename rename : all) {
            now = rename.now(now);
        }
        return now;
    }

    /** The same for a schema and a name, ready for SQL. */
    public String nowPath(String path) {
        String now = path;
        for (Rename rename : all) {
            now = rename.nowPath(now);
        }
        return now;
    }
}
