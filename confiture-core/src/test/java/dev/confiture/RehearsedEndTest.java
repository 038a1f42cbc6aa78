package dev.confiture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.ProjectFolder.AddSize;
import dev.confiture.ProjectFolder.CreateUsers;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.config.Environment;
import dev.confiture.config.Project;
import dev.confiture.config.url.DatabaseUrl;
import dev.confiture.diff.CatalogFilter;
import dev.confiture.diff.NamePattern;
import dev.confiture.index.MigrationVersion;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.OnTarget;
import dev.confiture.runner.PreflightReport;
import dev.confiture.runner.TestProject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a preflight says of the schema that it ends at. */
class RehearsedEndTest {

    private static final String WITH_SIZE = "CREATE TABLE users (\n    id int,\n    name text,\n    size int\n);\n";
    private static final Optional<MigrationVersion> ALL = Optional.empty();

    @SuppressWarnings("NullAway.Init")
    private ProjectFolder folder;

    @SuppressWarnings("NullAway.Init")
    private FreshDatabase database;

    @BeforeEach
    void prepare(@TempDir Path root) throws Exception {
        folder = new ProjectFolder(root);
        database = TestServer.freshDatabase();
        TestProject.writeIndex(root, "1", CreateUsers.class);
        migrations().apply();
        TestProject.writeIndex(root, "1", CreateUsers.class, AddSize.class);
    }

    @AfterEach
    void drop() throws Exception {
        database.close();
    }

    @Test
    void anEndThatIsTheSchemaIsNoFinding() throws Exception {
        folder.write("db/schema/users.sql", WITH_SIZE);
        assertThat(codes(migrations().preflight(ALL))).isEmpty();
        assertThat(codes(migrations().preflightRolledBack(ALL, terms()))).containsExactly(ProblemCode.PREFLIGHT_STAYS);
    }

    @Test
    void anEndThatIsNotNamesWhatDiffersAndWhereItIsDefined() throws Exception {
        folder.write("db/schema/users.sql", WITH_SIZE.replace("size int", "size bigint,\n    bio text"));
        List<PreflightReport> everywhere = List.of(
                migrations().preflight(ALL),
                migrations().preflightBuilt(ALL, Optional.empty()),
                migrations().preflightRolledBack(ALL, terms()));
        assertThat(everywhere)
                .allSatisfy(report -> assertThat(report.notices())
                        .filteredOn(notice -> notice.code() == ProblemCode.PREFLIGHT_DIFFERENT)
                        .singleElement()
                        .satisfies(notice -> {
                            assertThat(notice.isError()).isFalse();
                            assertThat(notice.why().lines())
                                    .containsExactly(
                                            "+ column public.users.bio (db/schema/users.sql:5:5)",
                                            "~ column public.users.size: type integer → bigint (db/schema/users.sql:4:5)");
                        }));
    }

    @Test
    void whatIsLeftOutIsNoFindingAndAFilterThatMeansNothingIs() throws Exception {
        folder.write("db/schema/users.sql", WITH_SIZE + "CREATE TABLE others (id int);\n");
        assertThat(codes(migrations().preflight(ALL))).containsExactly(ProblemCode.PREFLIGHT_DIFFERENT);
        assertThat(codes(migrations().comparing(without("public.others")).preflight(ALL)))
                .isEmpty();
        assertThat(codes(migrations().comparing(without("public.odhers")).preflight(ALL)))
                .containsExactly(ProblemCode.DIFF_IDLE_FILTER, ProblemCode.PREFLIGHT_DIFFERENT);
    }

    private static CatalogFilter without(String pattern) {
        return new CatalogFilter(List.of(), List.of(new NamePattern(pattern)), List.of(), Set.of(), Set.of(), Set.of());
    }

    @Test
    void whatOnlyGoesAPartOfTheWayIsNotCompared() throws Exception {
        folder.write("db/schema/users.sql", "CREATE TABLE others (id int);\n");
        assertThat(codes(migrations().preflight(Optional.of(MigrationVersion.of("2")))))
                .isEmpty();
    }

    @Test
    void aSchemaThatCannotBeBuiltDoesNotHideTheRehearsal() throws Exception {
        folder.write("db/schema/users.sql", "CREATE TABLE users (id no_such_type);\n");
        PreflightReport report = migrations().preflight(ALL);
        assertThat(report.migrations()).hasSize(1);
        assertThat(codes(report)).containsExactly(ProblemCode.PREFLIGHT_NOT_COMPARED);
        assertThat(report.notices().get(0).why()).contains("db/schema/users.sql:1:");
    }

    private static List<ProblemCode> codes(PreflightReport report) {
        return report.notices().stream().map(Problem::code).toList();
    }

    private static OnTarget terms() {
        return new OnTarget(false, Optional.empty(), OnTarget.USUAL_LIMIT, OnTarget.USUAL_STATEMENT_LIMIT);
    }

    private MigrationJourney migrations() {
        DatabaseUrl url = new DatabaseUrl.Server(
                List.of(database.database().hosts()),
                database.database().name(),
                Map.of("user", "postgres", "password", TestServer.password()));
        return Confiture.of(
                        Project.of(folder.root(), Environment.of("local", url)), folder.classPath(), folder.settings())
                .migrations();
    }
}
