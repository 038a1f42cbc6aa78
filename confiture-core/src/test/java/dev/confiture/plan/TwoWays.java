package dev.confiture.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.catalog.Catalog;
import dev.confiture.db.Session;
import dev.confiture.introspect.DefinitionScope;
import dev.confiture.introspect.ServerDefinitions;
import dev.confiture.introspect.catalog.CatalogReader;
import dev.confiture.plan.ddl.Execution;
import dev.confiture.plan.ddl.Scene.Style;
import java.sql.SQLException;
import java.util.List;

/**
 * Two schemas on one server major; plans from each to the other are run on a database, which must then be the other one by
 * the server's own words, but for the order of columns.
 *
 * @param common what both begin with
 */
record TwoWays(int major, String common, String left, String right) {

    void prove() throws SQLException {
        forth();
        new TwoWays(major, common, /* left= */ right, /* right= */ left).forth();
    }

    /** From left to right; the statements that did it. */
    List<PlannedStatement> forth() throws SQLException {
        try (FreshDatabase changed = TestServer.freshDatabase(major);
                FreshDatabase wanted = TestServer.freshDatabase(major);
                Session session = changed.open();
                Session model = wanted.open()) {
            session.execute(common + left);
            model.execute(common + right);
            Catalog target = read(model);
            Plan plan = new Planner(Style.PLAIN).plan(read(session), target);
            assertThat(plan.notSupported()).isEmpty();
            assertThat(plan.statements())
                    .extracting(PlannedStatement::execution)
                    .isSubsetOf(Execution.TRANSACTIONAL);
            session.inTransaction(transaction -> {
                for (PlannedStatement statement : plan.statements()) {
                    transaction.execute(statement.sql());
                }
                return plan;
            });
            assertThat(read(session)).asString().as(text(plan)).isEqualTo(target.toString());
            DefinitionScope everything = DefinitionScope.everything().columnsAsSet();
            assertThat(ServerDefinitions.diff(
                            ServerDefinitions.read(session, everything), ServerDefinitions.read(model, everything)))
                    .as(text(plan))
                    .isEmpty();
            return plan.statements();
        }
    }

    static String text(Plan plan) {
        return String.join(
                ";\n", plan.statements().stream().map(PlannedStatement::sql).toList());
    }

    private static Catalog read(Session session) throws SQLException {
        return new CatalogReader(List.of()).read(session);
    }
}
