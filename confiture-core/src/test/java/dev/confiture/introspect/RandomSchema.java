package dev.confiture.introspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Some valid DDL.
 *
 * @param statements in an order that works
 * @param change one more statement, which changes something
 */
record RandomSchema(List<String> statements, String change) {

    private static final List<String> TYPES = List.of(
            "int", "bigint", "text", "varchar(30)", "numeric(12,3)", "timestamptz", "jsonb", "text[]", "uuid", "mood");
    private static final List<String> NAMES = List.of("plain", "\"Mixed Case\"", "\"order\"", "\"dot.ted\"", "größe");

    static RandomSchema of(Random random) {
        List<String> statements = new ArrayList<>();
        statements.add("CREATE SCHEMA \"My App\"");
        statements.add("CREATE TYPE mood AS ENUM ('sad', 'it''s ok')");
        List<String> tables = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(6); i++) {
            String table = oneOf(random, List.of("public", "\"My App\"")) + ".\"t" + i + " x\"";
            statements.addAll(table(random, table, tables));
            tables.add(table);
        }
        String table = oneOf(random, tables);
        String change = oneOf(
                random,
                List.of(
                        "ALTER TABLE " + table + " ADD extra int",
                        "ALTER TABLE " + table + " ALTER key SET DEFAULT 7",
                        "COMMENT ON TABLE " + table + " IS 'changed'",
                        "CREATE INDEX ON " + table + " (abs(key))",
                        "GRANT INSERT ON " + table + " TO public",
                        "ALTER TABLE " + table + " ENABLE ROW LEVEL SECURITY",
                        "ALTER TABLE " + table + " ADD CHECK (key > 0) NOT VALID",
                        "ALTER TYPE mood ADD VALUE 'better'"));
        return new RandomSchema(statements, change);
    }

    private static List<String> table(Random random, String table, List<String> earlier) {
        boolean partitioned = random.nextInt(4) == 0;
        List<String> constraints = partitioned ? List.of("", " NOT NULL") : List.of("", "", " NOT NULL", " UNIQUE");
        List<String> columns = new ArrayList<>(List.of("key int PRIMARY KEY"));
        List<String> after = new ArrayList<>();
        for (String name : NAMES) {
            if (random.nextBoolean()) {
                columns.add(name + " " + oneOf(random, TYPES) + oneOf(random, constraints));
                after.add("COMMENT ON COLUMN " + table + "." + name + " IS 'it''s " + random.nextInt() + "'");
            }
        }
        if (!earlier.isEmpty()) {
            columns.add("parent int REFERENCES " + oneOf(random, earlier)
                    + oneOf(random, List.of("", " ON DELETE CASCADE", " DEFERRABLE INITIALLY DEFERRED")));
        }
        List<String> statements = new ArrayList<>();
        statements.add("CREATE TABLE " + table + " (" + String.join(", ", columns) + ")"
                + (partitioned ? " PARTITION BY RANGE (key)" : oneOf(random, List.of("", " WITH (fillfactor = 80)"))));
        statements.addAll(after);
        statements.add("CREATE VIEW " + table.replace(" x\"", " v\"") + " AS SELECT *, key + " + random.nextInt(99)
                + " AS more FROM " + table);
        return statements;
    }

    private static <T> T oneOf(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
