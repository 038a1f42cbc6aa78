package dev.confiture.plan.ddl.view;

import dev.confiture.catalog.ObjectKind;
import dev.confiture.plan.ddl.KindDdl;
import java.util.Map;

/** The writers of this package. */
public final class ViewDdl {

    private ViewDdl() {}

    public static Map<ObjectKind, KindDdl> writers() {
        return Map.of(
                ObjectKind.VIEW, new Views(),
                ObjectKind.MATERIALIZED_VIEW, new MaterializedViews(),
                ObjectKind.VIEW_COLUMN, new ViewColumns(),
                ObjectKind.RULE, new Rules(),
                ObjectKind.TRIGGER, new Triggers(),
                ObjectKind.EVENT_TRIGGER, new EventTriggers());
    }
}
