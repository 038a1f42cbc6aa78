package dev.confiture.plan.ddl.relation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.db.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of each change of type is what the server does. */
class CastsTest {

    private static final int MAJOR = 17;

    private static final List<String> TYPES = List.of(
            "smallint",
            "integer",
            "bigint",
            "real",
            "numeric",
            "numeric(8)",
            "numeric(8,2)",
            "numeric(10,2)",
            "numeric(10,3)",
            "text",
            "varchar",
            "varchar(10)",
            "varchar(20)",
            "char(5)",
            "char(9)",
            "boolean",
            "date",
            "timestamp",
            "timestamp(3)",
            "timestamp(6)",
            "timestamptz",
            "time",
            "time(3)",
            "time(6)",
            "interval",
            "interval(3)",
            "interval(6)",
            "json",
            "jsonb",
            "xml",
            "bit(4)",
            "bit(8)",
            "varbit",
            "varbit(4)",
            "varbit(8)",
            "inet",
            "cidr",
            "uuid",
            "citext",
            "integer[]",
            "bigint[]",
            "text[]",
            "varchar[]",
            "varchar(10)[]",
            "varchar(20)[]",
            "numeric(8,2)[]",
            "numeric(10,2)[]",
            "timestamp[]",
            "timestamp(3)[]",
            "cidr[]",
            "inet[]",
            "citext[]");

    /** Nobody has to wait where a lock was announced in vain. */
    private static final List<String> NEEDLESSLY_ANNOUNCED = List.of("xml to app.citext");

    /** Texts of values; a type takes those that it can read. */
    private static final List<String> VALUES = List.of(
            "1",
            "-32768",
            "2147483647",
            "-9223372036854775808",
            "1.5",
            "12345.67",
            "1234567.891",
            "true",
            "2024-02-29",
            "2024-02-29 12:34:56.789012",
            "12:34:56.789012",
            "1 day 02:03:04.567891",
            "{\"a\": 1}",
            "Kiwi",
            "kiwi ",
            "a longer word",
            "1010",
            "10101010",
            "10.0.0.0/8",
            "10.1.2.3",
            "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
            "{1,2}",
            "{12345.67,NULL}",
            "{a,\"b c\"}",
            "{10.0.0.0/8}",
            "{\"2024-02-29 12:34:56.789012\"}");

    /** @param type as the server prints it */
    private record Typed(String written, String type) {}

    @Test
    void aRewriteAndIndexesThatAreBuiltAnewAreAnnounced() throws SQLException {
        List<String> wrong = new ArrayList<>();
        forEachPair((session, from, to) -> {
            SqlType before = SqlType.of(from.type());
            SqlType after = SqlType.of(to.type());
            session.execute("CREATE TABLE app.t (c %s); INSERT INTO app.t VALUES (NULL)".formatted(from.type()));
            boolean isIndexed = succeeds(session, "CREATE INDEX i ON app.t (c)");
            long table = file(session, "app.t");
            long index = isIndexed ? file(session, "app.i") : 0;
            if (!succeeds(session, alter(before, after, to.type()))) {
                session.execute("DROP INDEX app.i"); // the other type has no order
                isIndexed = false;
                session.execute(alter(before, after, to.type()));
            }
            boolean rewritten = file(session, "app.t") != table;
            String pair = from.type() + " to " + to.type();
            if (rewritten != Casts.rewrites(before, after) && !NEEDLESSLY_ANNOUNCED.contains(pair)) {
                wrong.add(pair + (rewritten ? " writes the table anew" : " writes nothing"));
            }
            boolean builtAnew = isIndexed && file(session, "app.i") != index;
            if (builtAnew && !rewritten && !Casts.reorders(before, after)) {
                wrong.add(pair + " builds the index anew");
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void whereEveryValueIsSaidToBeKeptItIs() throws SQLException {
        Map<String, List<String>> values = new LinkedHashMap<>();
        List<String> wrong = new ArrayList<>();
        forEachPair((session, from, to) -> {
            SqlType before = SqlType.of(from.type());
            SqlType after = SqlType.of(to.type());
            if (!Casts.keepsEveryValue(before, after)) {
                return;
            }
            session.execute("CREATE TABLE app.t (n int GENERATED ALWAYS AS IDENTITY, c %s)".formatted(from.type()));
            if (!values.containsKey(from.type())) {
                values.put(from.type(), readable(session));
            }
            for (String value : values.get(from.type())) {
                session.execute("INSERT INTO app.t (c) VALUES (" + literal(value) + ")");
            }
            String read = "SELECT c::%s::text FROM app.t ORDER BY n".formatted(from.type());
            List<String> held = session.query(read, row -> row.getString(1));
            session.execute(alter(before, after, to.type()));
            if (!session.query(read, row -> row.getString(1)).equals(held)) {
                wrong.add(from.type() + " to " + to.type());
            }
        });
        assertThat(values.values()).filteredOn(List::isEmpty).isEmpty();
        assertThat(wrong).isEmpty();
    }

    @FunctionalInterface
    private interface Trial {
        void on(Session session, Typed from, Typed to) throws SQLException;
    }

    private static void forEachPair(Trial trial) throws SQLException {
        try (FreshDatabase database = TestServer.freshDatabase(MAJOR);
                Session session = database.open()) {
            session.execute("CREATE SCHEMA app; CREATE EXTENSION citext SCHEMA app; SET search_path = app;"
                    + " SET timezone = 'Europe/Berlin'");
            List<Typed> types = new ArrayList<>();
            for (String written : TYPES) {
                session.execute("CREATE TABLE app.t (c %s)".formatted(written));
                types.add(new Typed(written, printed(session)));
                session.execute("DROP TABLE app.t");
            }
            for (Typed from : types) {
                for (Typed to : types) {
                    if (!from.equals(to)) {
                        trial.on(session, from, to);
                        session.execute("DROP TABLE IF EXISTS app.t");
                    }
                }
            }
        }
    }

    private static String printed(Session session) throws SQLException {
        String type = "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'app.t'::regclass"
                + " AND attname = 'c'";
        session.execute("SET search_path = ''");
        Optional<String> printed = session.queryOne(type, row -> row.getString(1));
        session.execute("SET search_path = app");
        return printed.orElseThrow();
    }

    private static List<String> readable(Session session) throws SQLException {
        List<String> readable = new ArrayList<>();
        for (String value : VALUES) {
            if (succeeds(session, "INSERT INTO app.t (c) VALUES (" + literal(value) + ")")) {
                readable.add(value);
            }
        }
        session.execute("TRUNCATE app.t");
        return readable;
    }

    private static String literal(String text) {
        return "'" + text + "'";
    }

    private static String alter(SqlType from, SqlType to, String printed) {
        String using = Casts.isByItself(from, to) ? "" : " USING " + Casts.using("c", from, to, printed);
        return "ALTER TABLE app.t ALTER COLUMN c TYPE " + printed + using;
    }

    private static long file(Session session, String relation) throws SQLException {
        return session.queryOne("SELECT pg_relation_filenode('%s')".formatted(relation), row -> row.getLong(1))
                .orElseThrow();
    }

    private static boolean succeeds(Session session, String sql) throws SQLException {
        return session.executeEach(sql).failure().isEmpty();
    }
}
