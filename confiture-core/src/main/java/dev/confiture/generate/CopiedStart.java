package dev.confiture.generate;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.source.ScratchDatabase;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Makes databases in one schema: the first as it takes, the others as copies of that one, which is much faster. */
public final class CopiedStart implements PlanVerifier.Start {

    /** Kept outside of their database, so a copy lacks them. */
    private static final Set<ObjectKind> NOT_COPIED = EnumSet.of(ObjectKind.DATABASE_SETTING, ObjectKind.SUBSCRIPTION);

    private final Catalog catalog;
    private final PlanVerifier.Start slow;
    private Optional<ScratchDatabase> original;

    private CopiedStart(Catalog catalog, PlanVerifier.Start slow, Optional<ScratchDatabase> original) {
        this.catalog = catalog;
        this.slow = slow;
        this.original = original;
    }

    /**
     * @param catalog of the databases that {@code slow} makes
     * @param slow makes the first one, and all where copies would not be the same
     */
    public static CopiedStart of(Catalog catalog, PlanVerifier.Start slow) {
        return new CopiedStart(catalog, slow, Optional.empty());
    }

    /** The same where one is there already: nobody may change it or stay on it, and the server drops it in the end. */
    public CopiedStart with(ScratchDatabase first) {
        return new CopiedStart(catalog, slow, Optional.of(first));
    }

    @Override
    public ScratchDatabase open() throws SQLException {
        if (catalog.objects().stream().anyMatch(object -> NOT_COPIED.contains(object.kind()))) {
            return slow.open();
        }
        if (original.isEmpty()) {
            original = Optional.of(slow.open());
        }
        return original.get().copy();
    }
}
