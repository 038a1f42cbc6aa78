package dev.confiture.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.hazard.Tier;
import dev.confiture.introspect.Definition;
import dev.confiture.introspect.DefinitionScope;
import dev.confiture.introspect.ServerDefinitions;
import dev.confiture.migration.Down;
import dev.confiture.migration.Migration;
import dev.confiture.migration.Up;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.MigrateTest.AddBio;
import dev.confiture.runner.MigrateTest.AddUsers;
import dev.confiture.runner.code.MigrationCode;
import dev.confiture.runner.preview.KnownStatement;
import dev.confiture.runner.preview.MigrationPreview;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DryRunTest extends MigratorFixture {

    @Migration(version = "40", name = "index_names")
    @Up(resource = "index.sql")
    @Down(resource = "/undo/index.sql")
    public static final class IndexNames {}

    @Test
    void theDatabaseIsAsItWasBefore() throws SQLException {
        migrate(AddUsers.class);
        session.execute("CREATE TABLE kept (id bigserial PRIMARY KEY, text text);"
                + " INSERT INTO kept (text) VALUES ('a'), ('b')");
        List<String> before = everything();

        assertThat(dryMigrate(AddUsers.class, AddBio.class).migrations()).hasSize(1);
        assertThat(dryRollback(AddUsers.class, AddBio.class).migrations()).hasSize(1);

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void anEmptyDatabaseGetsNoLedger() throws SQLException {
        assertThat(dryMigrate(AddUsers.class, AddBio.class).migrations()).hasSize(2);
        assertThat(column("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
                .isEmpty();
    }

    @Test
    void javaCodeIsNeverKnownCompletely() {
        MigrationPreview preview = dryMigrate(AddUsers.class).migrations().get(0);
        assertThat(preview.isComplete()).isFalse();
        assertThat(preview.tier()).isEqualTo(Tier.UNKNOWN);
    }

    @Test
    void eachWayShowsTheStatementsOfItsOwnResource() throws IOException {
        write("dev/confiture/runner/index.sql", "-- why\nCREATE INDEX a ON users (name);\nANALYZE users;\n");
        write("undo/index.sql", "DROP INDEX a");
        MigrationPreview preview = dryMigrate(IndexNames.class).migrations().get(0);
        assertThat(preview.isComplete()).isTrue();
        assertThat(preview.tier()).isEqualTo(Tier.LOCK_RISKY);
        assertThat(preview.statements())
                .extracting(statement -> statement.place().position() + " " + statement.sql())
                .containsExactly(
                        "dev/confiture/runner/index.sql:2:1 CREATE INDEX a ON users (name)",
                        "dev/confiture/runner/index.sql:3:1 ANALYZE users");
        assertThat(preview.statements()).noneMatch(KnownStatement::conditional);
    }

    @Test
    void whatMigrateWouldRefuseIsRefused() throws SQLException {
        session.execute("CREATE TABLE somebody_elses ()");
        assertThat(refusal(() -> dryMigrate(AddUsers.class)))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.DATABASE_FOREIGN);
    }

    private DryRunReport dryMigrate(Class<?>... migrations) {
        try (MigrationCode code = new TestProject(folder).with(migrations)) {
            return migrator().dryMigrate(code, all());
        }
    }

    private DryRunReport dryRollback(Class<?>... migrations) {
        try (MigrationCode code = new TestProject(folder).with(migrations)) {
            return migrator().dryRollback(code, RollbackRequest.steps(1));
        }
    }

    private void write(String name, String content) throws IOException {
        Files.createDirectories(folder.resolve(name).resolveSibling("."));
        Files.writeString(folder.resolve(name), content);
    }

    /** Definitions, rows, the ledger among them, and sequences. */
    private List<String> everything() throws SQLException {
        List<String> everything = new ArrayList<>();
        ServerDefinitions.read(session, DefinitionScope.everything()).all().stream()
                .map(Definition::toString)
                .forEach(everything::add);
        for (String relation : column("SELECT oid::regclass::text FROM pg_class WHERE relkind IN ('r', 'S')"
                + " AND relnamespace = 'public'::regnamespace ORDER BY 1")) {
            everything.addAll(
                    column("SELECT '" + relation + " ' || ROW(t.*)::text FROM " + relation + " t ORDER BY 1"));
        }
        return everything;
    }
}
