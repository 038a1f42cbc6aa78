package dev.confiture.plan.ddl.relation;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.plan.ddl.KindDdl;
import dev.confiture.plan.ddl.Scene;
import java.util.EnumMap;
import java.util.Map;

/** The writers of the kinds that belong to tables. */
public final class RelationDdl {

    private RelationDdl() {}

    /** The values of a column as those of another type, ready for SQL. */
    public static String converted(CatalogObject before, CatalogObject after, Scene scene) {
        return new TypeChange(before, after, Relation.of(after.key().container(), scene), scene).value();
    }

    public static Map<ObjectKind, KindDdl> writers() {
        Map<ObjectKind, KindDdl> writers = new EnumMap<>(ObjectKind.class);
        writers.put(ObjectKind.SEQUENCE, new SequenceDdl());
        writers.put(ObjectKind.TABLE, new TableDdl());
        writers.put(ObjectKind.FOREIGN_TABLE, new TableDdl());
        writers.put(ObjectKind.COLUMN, new ColumnDdl());
        writers.put(ObjectKind.COLUMN_DEFAULT, new DefaultDdl());
        writers.put(ObjectKind.SEQUENCE_OWNERSHIP, new OwnershipDdl());
        writers.put(ObjectKind.INHERITANCE, new InheritanceDdl());
        writers.put(ObjectKind.CONSTRAINT, new ConstraintDdl());
        writers.put(ObjectKind.INDEX, new IndexDdl());
        writers.put(ObjectKind.FOREIGN_KEY, new ForeignKeyDdl());
        writers.put(ObjectKind.CLUSTERING, SettingDdl.clustering());
        writers.put(ObjectKind.REPLICA_IDENTITY, SettingDdl.replicaIdentity());
        writers.put(ObjectKind.STATISTICS, new StatisticsDdl());
        return writers;
    }

    /** That a statement on something else takes the values of a column with it. */
    public static Hazard losesColumn(ObjectKey column) {
        return Hazards.losesColumn(column.container(), column.name()).to(column);
    }
}
