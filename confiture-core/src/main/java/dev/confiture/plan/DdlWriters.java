package dev.confiture.plan;

import dev.confiture.catalog.ObjectKind;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.access.AccessDdl;
import dev.confiture.plan.ddl.access.AttributeDdl;
import dev.confiture.plan.ddl.database.DatabaseDdl;
import dev.confiture.plan.ddl.relation.RelationDdl;
import dev.confiture.plan.ddl.routine.RoutineDdl;
import dev.confiture.plan.ddl.type.TypeDdl;
import dev.confiture.plan.ddl.view.ViewDdl;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Which writer knows which kind. */
public final class DdlWriters {

    private final Map<ObjectKind, KindDdl> byKind = new EnumMap<>(ObjectKind.class);

    public DdlWriters() {
        register();
    }

    private void register() {
        byKind.putAll(RelationDdl.writers());
        byKind.putAll(AccessDdl.writers());
        byKind.putAll(ViewDdl.writers());
        byKind.putAll(DatabaseDdl.writers());
        byKind.putAll(TypeDdl.writers());
        byKind.putAll(RoutineDdl.writers());
    }

    /** Empty for a kind that is compared but cannot be written yet. */
    public Optional<KindDdl> find(ObjectKind kind) {
        return Optional.ofNullable(byKind.get(kind));
    }

    /** For what every kind has. */
    public AttributeDdl attributes() {
        return new AttributeDdl();
    }

    void put(ObjectKind kind, KindDdl writer) {
        byKind.put(kind, writer);
    }
}
