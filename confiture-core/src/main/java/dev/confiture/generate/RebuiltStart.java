package dev.confiture.generate;

import dev.confiture.catalog.Catalog;
import dev.confiture.generate.PlanRun.Refusal;
import dev.confiture.introspect.catalog.CatalogReader;
import dev.confiture.plan.Plan;
import dev.confiture.plan.Planner;
import dev.confiture.plan.ddl.Scene.Style;
import dev.confiture.source.ScratchDatabase;
import dev.confiture.source.ScratchServer;
import dev.confiture.sql.QualifiedName;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Makes databases in the schema of one that cannot be copied, from what its catalog says. */
public final class RebuiltStart implements PlanVerifier.Start {

    private final ScratchServer scratch;
    private final Catalog catalog;
    private final List<QualifiedName> leftOut;

    /** @param leftOut what is not the user's */
    public RebuiltStart(ScratchServer scratch, Catalog catalog, Collection<QualifiedName> leftOut) {
        this.scratch = scratch;
        this.catalog = catalog;
        this.leftOut = List.copyOf(leftOut);
    }

    @Override
    public ScratchDatabase open() throws SQLException {
        return scratch.create(session -> {
            Catalog nothing = new CatalogReader(leftOut).read(session);
            Plan plan = new Planner(Style.PLAIN).plan(nothing, catalog);
            Optional<Refusal> refusal = new PlanRun(session).run(plan.statements());
            if (refusal.isPresent()) {
                throw refusal.get().error();
            }
        });
    }
}
