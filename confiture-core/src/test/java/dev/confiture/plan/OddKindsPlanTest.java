package dev.confiture.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.Golden;
import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.catalog.Catalog;
import dev.confiture.db.Session;
import dev.confiture.introspect.DefinitionScope;
import dev.confiture.introspect.ServerDefinitions;
import dev.confiture.introspect.catalog.CatalogReader;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.plan.ddl.Scene.Style;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans for types, routines, operators, text search and foreign data lead where they should, on the server. */
class OddKindsPlanTest {

    private static final String SETUP = "CREATE SCHEMA app;\n";

    /** A pair of schemas, each in SQL. */
    private record Case(String name, String before, String after) {}

    /** What the two judges see. */
    private record Seen(Catalog catalog, ServerDefinitions definitions) {
        static Seen of(Session session) throws SQLException {
            return new Seen(
                    new CatalogReader(List.of()).read(session),
                    ServerDefinitions.read(session, DefinitionScope.everything().columnsAsSet()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void everyChangeLeadsThereAndBack(int major) throws SQLException, IOException {
        List<String> wrong = new ArrayList<>();
        for (Case each : cases()) {
            try (FreshDatabase one = TestServer.freshDatabase(major);
                    FreshDatabase two = TestServer.freshDatabase(major);
                    Session before = one.open();
                    Session after = two.open()) {
                before.execute(SETUP + each.before());
                after.execute(SETUP + each.after());
                Seen from = Seen.of(before);
                Seen to = Seen.of(after);
                wrong.addAll(lead(each.name(), before, from, to));
                if (!each.name().endsWith("(one way)")) {
                    wrong.addAll(lead(each.name() + ", back", before, to, from));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void oneOfEveryKindIsMadeFromNothingAndTakenAway(int major) throws SQLException, IOException {
        try (FreshDatabase one = TestServer.freshDatabase(major);
                FreshDatabase two = TestServer.freshDatabase(major);
                Session empty = one.open();
                Session full = two.open()) {
            Seen nothing = Seen.of(empty);
            full.execute(text("/dev/confiture/introspect/catalog/odd_kinds.sql")
                    .lines()
                    .filter(line -> !line.matches("create (transform|table|function tf).*"))
                    .collect(Collectors.joining("\n")));
            full.execute("RESET search_path");
            Seen all = Seen.of(full);
            assertThat(lead("make", empty, nothing, all)).isEmpty();
            assertThat(lead("take away", empty, all, nothing)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE TYPE app.x AS ENUM ('a', 'b')  | CREATE TYPE app.x AS ENUM ('b')              | b | a
            CREATE DOMAIN app.x AS text           | CREATE DOMAIN app.x AS text CHECK (VALUE <> 'a') | b | a
            """)
    void whatStoredValuesMayBreakIsAskedBeforehand(String before, String after, String good, String bad)
            throws SQLException {
        String table = "; CREATE TABLE app.t (one app.x, many app.x[])";
        try (FreshDatabase one = TestServer.freshDatabase();
                FreshDatabase two = TestServer.freshDatabase();
                Session old = one.open();
                Session now = two.open()) {
            old.execute(SETUP + before + table);
            now.execute(SETUP + after + table);
            String probe = new Planner(Style.ONLINE)
                    .plan(Seen.of(old).catalog(), Seen.of(now).catalog()).statements().stream()
                            .flatMap(statement -> statement.hazards().stream())
                            .flatMap(hazard -> hazard.probe().stream())
                            .findFirst()
                            .orElseThrow();
            old.execute("INSERT INTO app.t VALUES ('%s', '{%s}')".formatted(good, good));
            assertThat(old.queryOne(probe, row -> row.getBoolean(1))).hasValue(false);
            old.execute("INSERT INTO app.t VALUES ('%s', '{%s}')".formatted(good, bad));
            assertThat(old.queryOne(probe, row -> row.getBoolean(1))).hasValue(true);
        }
    }

    @Test
    void theStatementsReadAsIfWrittenByHand() throws SQLException, IOException {
        StringBuilder text = new StringBuilder();
        for (Case each : cases()) {
            try (FreshDatabase one = TestServer.freshDatabase();
                    FreshDatabase two = TestServer.freshDatabase();
                    Session before = one.open();
                    Session after = two.open()) {
                before.execute(SETUP + each.before());
                after.execute(SETUP + each.after());
                Catalog from = Seen.of(before).catalog();
                Catalog to = Seen.of(after).catalog();
                text.append("-- ").append(each.name()).append('\n').append(written(from, to));
                text.append("-- back\n").append(written(to, from)).append('\n');
            }
        }
        assertThat(text.toString()).doesNotContain("hush");
        Golden.assertMatches("plan/OddKinds.sql", text.toString());
    }

    private static String written(Catalog from, Catalog to) {
        StringBuilder text = new StringBuilder();
        for (PlannedStatement statement :
                new Planner(Style.ONLINE).plan(from, to).statements()) {
            text.append(statement.sql()).append(";\n");
            for (Hazard hazard : statement.hazards()) {
                text.append("--   ")
                        .append(hazard.kind())
                        .append(": ")
                        .append(hazard.note())
                        .append('\n');
                hazard.probe()
                        .ifPresent(probe -> text.append("--   ").append(probe).append('\n'));
            }
        }
        return text.toString();
    }

    /** Runs the plan and says where it does not lead. */
    private static List<String> lead(String name, Session session, Seen from, Seen to) {
        Plan plan = new Planner(Style.ONLINE).plan(from.catalog(), to.catalog());
        if (!plan.isComplete()) {
            return List.of(name + ": " + plan.notSupported());
        }
        String now = "";
        try {
            for (PlannedStatement statement : plan.statements()) {
                now = statement.sql();
                for (Hazard hazard : statement.hazards()) {
                    if (hazard.probe().isPresent()) {
                        session.query(hazard.probe().get(), row -> row.getBoolean(1));
                    }
                }
                session.execute(now);
            }
            Seen reached = Seen.of(session);
            List<String> wrong = new ArrayList<>();
            if (!reached.catalog().toString().equals(to.catalog().toString())) {
                wrong.add(name + " reaches another catalog: "
                        + difference(to.catalog().toString(), reached.catalog().toString()));
            }
            ServerDefinitions.diff(to.definitions(), reached.definitions())
                    .forEach(difference -> wrong.add(name + ": " + difference));
            return wrong;
        } catch (SQLException e) {
            return List.of(name + ": " + e.getMessage() + " in " + now + " of "
                    + plan.statements().stream().map(PlannedStatement::sql).toList());
        }
    }

    private static String difference(String wanted, String reached) {
        List<String> more = new ArrayList<>(reached.lines().toList());
        wanted.lines().forEach(more::remove);
        List<String> less = new ArrayList<>(wanted.lines().toList());
        reached.lines().forEach(less::remove);
        return "more " + more + ", less " + less;
    }

    private static List<Case> cases() throws IOException {
        return Arrays.stream(text("odd_changes.sql").split("-- case: "))
                .skip(1)
                .map(part -> {
                    String[] nameAndSql = part.split("\n", 2);
                    String[] pair = nameAndSql[1].split("-- to\n", 2);
                    return new Case(nameAndSql[0], pair[0], pair[1]);
                })
                .toList();
    }

    private static String text(String resource) throws IOException {
        try (InputStream file = OddKindsPlanTest.class.getResourceAsStream(resource)) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }
}
