package dev.confiture.plan.ddl.routine;

import dev.confiture.catalog.ObjectKind;
import dev.confiture.plan.ddl.DefinedDdl;
import dev.confiture.plan.ddl.KindDdl;
import java.util.EnumMap;
import java.util.Map;

/** The writers of routines and of what is made of them. */
public final class RoutineDdl {

    private RoutineDdl() {}

    public static Map<ObjectKind, KindDdl> writers() {
        Map<ObjectKind, KindDdl> writers = new EnumMap<>(ObjectKind.class);
        writers.put(ObjectKind.FUNCTION, new ReplaceableDdl());
        writers.put(ObjectKind.PROCEDURE, new ReplaceableDdl());
        writers.put(ObjectKind.AGGREGATE, new ReplaceableDdl());
        writers.put(ObjectKind.CAST, new DefinedDdl());
        writers.put(ObjectKind.OPERATOR, new OperatorDdl());
        writers.put(ObjectKind.OPERATOR_FAMILY, new OperatorFamilyDdl());
        writers.put(ObjectKind.OPERATOR_CLASS, new DefinedDdl());
        writers.put(ObjectKind.CONVERSION, new DefinedDdl());
        return writers;
    }
}
