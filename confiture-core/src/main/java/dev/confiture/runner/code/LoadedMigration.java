package dev.confiture.runner.code;

import dev.confiture.history.MigrationPlan.Direction;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.migration.Down;
import dev.confiture.migration.JavaMigration;
import dev.confiture.migration.MigrationContext;
import dev.confiture.migration.ReversibleMigration;
import dev.confiture.migration.Up;
import java.util.Optional;

/** A migration whose class is at hand. */
public final class LoadedMigration {

    private final ResolvedMigration migration;
    private final Class<?> type;

    LoadedMigration(ResolvedMigration migration, Class<?> type) {
        this.migration = migration;
        this.type = type;
    }

    public ResolvedMigration migration() {
        return migration;
    }

    /** The class itself: its loader and package are where resources are looked for. */
    public Class<?> type() {
        return type;
    }

    /** Goes forward, on a new instance. */
    public void up(MigrationContext db) throws Exception {
        if (migration.entry().form().isDeclarative()) {
            Up up = type.getAnnotation(Up.class);
            run(db, up.value(), up.resource());
        } else {
            ((JavaMigration) newInstance()).up(db);
        }
    }

    /** Goes back, on a new instance. Only where the index says that there is a way back. */
    public void down(MigrationContext db) throws Exception {
        if (migration.entry().form().isDeclarative()) {
            Down down = type.getAnnotation(Down.class);
            run(db, down.value(), down.resource());
        } else {
            ((ReversibleMigration) newInstance()).down(db);
        }
    }

    /** The class-path name of the resource that {@code @Up} or {@code @Down} names. */
    public Optional<String> declaredResource(Direction direction) {
        String declared = direction == Direction.UP
                ? Optional.ofNullable(type.getAnnotation(Up.class))
                        .map(Up::resource)
                        .orElse("")
                : Optional.ofNullable(type.getAnnotation(Down.class))
                        .map(Down::resource)
                        .orElse("");
        return declared.isEmpty() ? Optional.empty() : Optional.of(ClassPathResources.name(type, declared));
    }

    private static void run(MigrationContext db, String[] values, String resource) throws Exception {
        for (String sql : values) {
            db.execute(sql);
        }
        if (!resource.isEmpty()) {
            db.script(resource);
        }
    }

    private Object newInstance() throws Exception {
        try {
            return type.getConstructor().newInstance();
        } catch (java.lang.reflect.InvocationTargetException e) {
            if (e.getCause() instanceof Exception thrown) {
                throw thrown;
            }
            throw e;
        }
    }
}
