package dev.confiture.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.db.Session;
import dev.confiture.plan.ddl.Hazard;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the values of a unique column change, two rows may get one key, and a query tells beforehand. */
class UniqueKeyPlanTest {

    private static final int MAJOR = 17;

    private static final String COMMON = """
            CREATE EXTENSION citext;
            CREATE COLLATION ci (PROVIDER = icu, LOCALE = 'und-u-ks-level2', DETERMINISTIC = false);
            """;

    private static final String TABLE = """
            CREATE TABLE t (id int PRIMARY KEY, tenant int, k %s, UNIQUE (k));
            CREATE UNIQUE INDEX ON t (tenant, k) WHERE tenant > 0;
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    text           | citext             | a@b.org          | A@b.org
                    text           | text COLLATE ci    | a@b.org          | A@b.org
                    numeric(6,2)   | int                | 1.1              | 0.9
                    timestamp      | date               | 2024-02-29 01:00 | 2024-02-29 02:00
                    timestamp      | timestamp(0)       | 2024-02-29 01:00 | 2024-02-29 01:00:00.1
                    varchar(9)     | char(9)            | 'a'              | 'a '
                    """)
    void aQueryTellsOfRowsThatGetOneKey(String from, String to, String one, String other) throws SQLException {
        PlannedStatement change = change(from, to);
        List<String> probes = probes(change);
        assertThat(probes).hasSize(2);
        assertThat(answers(from, List.of(one, other), probes)).containsOnly(true);
        assertThat(accepts(from, List.of(one, other), change)).isFalse();
        assertThat(answers(from, List.of(one), probes)).containsOnly(false);
        assertThat(accepts(from, List.of(one), change)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    text         | varchar(5)
                    citext       | text
                    int          | bigint
                    numeric(6,2) | numeric(8,3)
                    date         | timestamp
                    """)
    void nothingIsAskedWhereKeysStayApart(String from, String to) throws SQLException {
        assertThat(probes(change(from, to))).isEmpty();
    }

    private static PlannedStatement change(String from, String to) throws SQLException {
        return new TwoWays(MAJOR, COMMON, TABLE.formatted(from), TABLE.formatted(to))
                .forth().stream()
                        .filter(statement -> statement.sql().contains("ALTER COLUMN k TYPE"))
                        .findFirst()
                        .orElseThrow();
    }

    private static List<String> probes(PlannedStatement statement) {
        return statement.hazards().stream()
                .filter(hazard -> hazard.kind() == Hazard.Kind.MAY_FAIL_ON_DATA)
                .flatMap(hazard -> hazard.probe().stream())
                .filter(probe -> probe.contains("GROUP BY"))
                .toList();
    }

    private static List<Boolean> answers(String type, List<String> keys, List<String> probes) throws SQLException {
        try (FreshDatabase database = filled(type, keys);
                Session session = database.open()) {
            List<Boolean> answers = new ArrayList<>();
            for (String probe : probes) {
                answers.add(session.queryOne(probe, row -> row.getBoolean(1)).orElseThrow());
            }
            return answers;
        }
    }

    private static boolean accepts(String type, List<String> keys, PlannedStatement change) throws SQLException {
        try (FreshDatabase database = filled(type, keys);
                Session session = database.open()) {
            return session.executeEach(change.sql()).failure().isEmpty();
        }
    }

    private static FreshDatabase filled(String type, List<String> keys) throws SQLException {
        FreshDatabase database = TestServer.freshDatabase(MAJOR);
        try (Session session = database.open()) {
            session.execute(COMMON + TABLE.formatted(type));
            for (int i = 0; i < keys.size(); i++) {
                session.execute("INSERT INTO t VALUES (%d, 1, '%s')".formatted(i, keys.get(i)));
            }
        }
        return database;
    }
}
