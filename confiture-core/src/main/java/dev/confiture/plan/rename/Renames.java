package dev.confiture.plan.rename;

import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.plan.PlannedStatement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Renames, one after the other. */
public record Renames(List<Rename> all) {

    public static final Renames NONE = new Renames(List.of());

    public Renames {
        all = List.copyOf(all);
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    public List<PlannedStatement> statements() {
        return all.stream().map(Rename::statement).toList();
    }

    /** The way back. */
    public Renames inverse() {
        List<Rename> back = new ArrayList<>(all.stream().map(Rename::inverse).toList());
        Collections.reverse(back);
        return new Renames(back);
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
