package dev.confiture.plan.ddl.access;

import dev.confiture.catalog.ObjectKind;
import dev.confiture.plan.ddl.KindDdl;
import java.util.Map;

/** The writers of this package. */
public final class AccessDdl {

    private AccessDdl() {}

    public static Map<ObjectKind, KindDdl> writers() {
        return Map.of(
                ObjectKind.DEFAULT_PRIVILEGES, new DefaultPrivileges(),
                ObjectKind.POLICY, new Policies(),
                ObjectKind.PUBLICATION, new Publications(),
                ObjectKind.PUBLICATION_MEMBER, new PublicationMembers());
    }
}
