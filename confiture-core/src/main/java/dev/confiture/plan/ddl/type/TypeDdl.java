package dev.confiture.plan.ddl.type;

import dev.confiture.catalog.ObjectKind;
import dev.confiture.plan.ddl.DefinedDdl;
import dev.confiture.plan.ddl.KindDdl;
import java.util.EnumMap;
import java.util.Map;

/** The writers of types and collations. */
public final class TypeDdl {

    private TypeDdl() {}

    public static Map<ObjectKind, KindDdl> writers() {
        Map<ObjectKind, KindDdl> writers = new EnumMap<>(ObjectKind.class);
        writers.put(ObjectKind.COLLATION, new DefinedDdl());
        writers.put(ObjectKind.SHELL_TYPE, new ShellTypeDdl());
        writers.put(ObjectKind.ENUM, new EnumDdl());
        writers.put(ObjectKind.DOMAIN, new DomainDdl());
        writers.put(ObjectKind.COMPOSITE_TYPE, new CompositeTypeDdl());
        writers.put(ObjectKind.ATTRIBUTE, new TypeAttributeDdl());
        writers.put(ObjectKind.RANGE, new RangeDdl());
        writers.put(ObjectKind.BASE_TYPE, new BaseTypeDdl());
        writers.put(ObjectKind.DOMAIN_CONSTRAINT, new DomainConstraintDdl());
        return writers;
    }
}
