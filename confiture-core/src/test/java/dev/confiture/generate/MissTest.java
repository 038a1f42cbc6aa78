package dev.confiture.generate;

import dev.confiture.Golden;
import dev.confiture.TestServer;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.db.Session;
import dev.confiture.diff.CatalogDiffer;
import dev.confiture.generate.Proof.Failed;
import dev.confiture.generate.Proof.Step;
import dev.confiture.generate.Proof.Unproved;
import dev.confiture.plan.Plan;
import dev.confiture.problem.Problem;
import dev.confiture.source.ScratchDatabase;
import dev.confiture.source.ScratchServer;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people read who want something that cannot be written. */
class MissTest {

    private static final String OLD = """
            CREATE TABLE part (id int, size text);
            CREATE FUNCTION half(n int) RETURNS int LANGUAGE sql AS 'SELECT n / 2';
            CREATE INDEX by_size ON part (size);
            """;

    private static final String NEW = """
            CREATE TABLE part (id int, size int, weight int, width int, height int);
            CREATE FUNCTION half(n int) RETURNS int LANGUAGE sql AS 'SELECT n * 0.5';
            """;

    @SuppressWarnings("NullAway.Init")
    private ScratchServer scratch;

    @BeforeEach
    void open() throws SQLException {
        scratch = ScratchServer.open(TestServer.maintenance(), "confiture:test");
    }

    @AfterEach
    void close() throws SQLException {
        scratch.close();
    }

    @Test
    void aRefusedStatementIsToldWithTheChangeThatItWasFor() throws SQLException {
        String sql = "ALTER TABLE public.part ALTER COLUMN size TYPE integer";
        String error = "column \"size\" cannot be cast automatically to type integer (SQLSTATE 42804)";
        ObjectKey size = ObjectKey.of(ObjectKind.COLUMN, "public.part", "size");
        ObjectKey view = ObjectKey.of(ObjectKind.VIEW, "public", "parts");
        shown(
                "refused",
                miss().problem(new Failed(Step.UP, size, sql, "42804", error)),
                miss().problem(new Failed(Step.UP, view, "DROP VIEW public.parts", "2BP01", "it is needed")));
    }

    @Test
    void anotherEndIsToldInWordsForEachObject() throws SQLException {
        Picture wanted = picture(NEW);
        Unproved nothingDone = new Proof.Different(Step.UP, picture(OLD).differencesTo(wanted));
        String sameCatalog = NEW + "COMMENT ON COLUMN part.size IS 'in mm'";
        Unproved commentOnly =
                new Proof.Different(Step.UP_AGAIN, picture(sameCatalog).differencesTo(wanted));
        shown("another-end", miss().problem(nothingDone), miss().problem(commentOnly));
    }

    @Test
    void whatOnlyTheServerSeesIsToldWithTheLinesThatDiffer() throws SQLException {
        Picture one = picture("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1\n  + 1'");
        Picture other = picture("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1\n  + 2'");
        Picture blind = new Picture(other.catalog(), one.definitions());
        shown("second-judge", miss().problem(new Proof.Different(Step.UP, blind.differencesTo(other))));
    }

    @Test
    void aChangeWithoutStatementsAndASchemaThatCannotBeMadeAgainAreTold() {
        Plan plan = new Plan(List.of(), List.of("changing function of language plsample"));
        ObjectKey size = ObjectKey.of(ObjectKind.COLUMN, "public.part", "size");
        Unproved rebuild =
                new Failed(Step.REBUILD, size, "CREATE TABLE public.part (size odd)", "42704", "no such type");
        shown("unknown", Miss.unknown(plan).get(0), Miss.ofRebuild("db/schema", rebuild));
    }

    @Test
    void theReasonWhyThereIsNoWayBackIsOneLine() throws SQLException {
        ObjectKey size = ObjectKey.of(ObjectKind.COLUMN, "public.part", "size");
        Unproved elsewhere = new Proof.Different(Step.DOWN, picture("").differencesTo(picture(OLD)));
        Golden.assertMatches(
                "generate/miss/one-way.txt",
                Stream.of(
                                new Failed(
                                        Step.DOWN,
                                        size,
                                        "ALTER …\n  TYPE integer",
                                        "42804",
                                        "no cast (42804)\nhint: USING"),
                                elsewhere,
                                new Proof.NotSupported(Step.DOWN, List.of("changing function of language plsample")))
                        .map(miss()::noWayBack)
                        .collect(Collectors.joining("\n", "", "\n")));
    }

    private Miss miss() throws SQLException {
        return new Miss(
                "migrations, from an empty database to db/schema",
                new CatalogDiffer().diff(picture(OLD).catalog(), picture(NEW).catalog()));
    }

    private Picture picture(String ddl) throws SQLException {
        try (ScratchDatabase database = scratch.create(session -> session.execute(ddl));
                Session session = database.open()) {
            return Picture.read(session, Set.of());
        }
    }

    private static void shown(String name, Problem... problems) {
        Golden.assertMatches(
                "generate/miss/" + name + ".txt",
                List.of(problems).stream().map(Problem::text).collect(Collectors.joining("\n\n")));
    }
}
