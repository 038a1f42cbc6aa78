package dev.confiture.schema.install;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A valid script of a few hundred statements in which much depends on much; the same seed gives the same text. */
final class RandomScript {

    private static final int STATEMENTS = 460;

    private final Random random;
    private final StringBuilder script = new StringBuilder();
    private final List<String> tables = new ArrayList<>();
    private final List<String> views = new ArrayList<>();
    private final List<String> functions = new ArrayList<>();

    /** Those among them that read no table. */
    private final List<String> pure = new ArrayList<>();

    private int number;

    RandomScript(long seed) {
        this.random = new Random(seed);
    }

    String text() {
        add("CREATE SCHEMA a");
        add("CREATE SCHEMA b");
        table();
        function();
        view();
        while (number < STATEMENTS) {
            switch (random.nextInt(20)) {
                case 0, 1, 2 -> table();
                case 3, 4, 5 -> index();
                case 6, 7 -> function();
                case 8, 9 -> view();
                case 10, 11, 12 -> comment();
                case 13 -> add("SET search_path = " + (random.nextBoolean() ? "a, b, public" : "b, a, public"));
                case 14 -> constraint();
                case 15 -> trigger();
                case 16 -> add("INSERT INTO " + any(tables) + " (code) VALUES ('" + next() + "')");
                case 17 -> add("GRANT SELECT ON " + any(tables) + " TO pg_monitor");
                case 18 -> add("ALTER TABLE " + any(tables) + " ADD COLUMN c_" + next() + " int");
                default -> add("ALTER FUNCTION " + any(functions) + "(int) OWNER TO pg_monitor");
            }
        }
        return script.toString();
    }

    private void table() {
        String name = schema() + ".t_" + next();
        String parent = tables.isEmpty() || random.nextBoolean() ? "" : " REFERENCES " + any(tables);
        String check = functions.isEmpty() || random.nextInt(4) > 0 ? "" : " CHECK (" + any(pure) + "(1) > 0)";
        add("CREATE TABLE " + name + " (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, code text UNIQUE, parent int"
                + parent + ", amount int DEFAULT 1" + check + ")");
        tables.add(name);
    }

    private void index() {
        String unique = random.nextInt(4) == 0 ? "UNIQUE " : "";
        String name = random.nextBoolean() ? "" : "i_" + next() + " ";
        String key = random.nextInt(3) > 0 ? "amount" : "(" + any(pure) + "(amount))";
        add("CREATE " + unique + "INDEX " + name + "ON " + any(tables) + " (code, " + key + ")");
    }

    /** Some replace an earlier one, some have another one's name and other parameters. */
    private void function() {
        boolean again = !functions.isEmpty() && random.nextInt(4) == 0;
        String name = again ? any(pure) : schema() + ".f_" + next();
        String overload = again && random.nextBoolean() ? "text, int" : "int";
        boolean reads = !again && !functions.isEmpty() && random.nextInt(3) == 0;
        String body = reads
                ? "SELECT max(amount) FROM " + any(tables)
                : functions.isEmpty() || random.nextBoolean() ? "SELECT 1" : "SELECT length('" + any(functions) + "')";
        add("CREATE OR REPLACE FUNCTION " + name + "(" + overload + ") RETURNS int LANGUAGE sql IMMUTABLE AS $$ " + body
                + " $$");
        if (!again) {
            functions.add(name);
            if (!reads) {
                pure.add(name);
            }
        }
    }

    private void view() {
        String name = schema() + ".v_" + next();
        String from = views.isEmpty() || random.nextInt(3) > 0 ? any(tables) : any(views);
        add("CREATE VIEW " + name + " AS SELECT *, " + any(functions) + "(1) AS f_" + next() + " FROM " + from);
        views.add(name);
    }

    private void comment() {
        switch (random.nextInt(4)) {
            case 0 -> add("COMMENT ON VIEW " + any(views) + " IS 'about " + any(tables) + "'");
            case 1 -> add("COMMENT ON FUNCTION " + any(functions) + "(int) IS 'c" + next() + "'");
            case 2 -> add("COMMENT ON COLUMN " + any(tables) + ".code IS 'c" + next() + "'");
            default -> add("COMMENT ON TABLE " + any(tables) + " IS 'c" + next() + "'");
        }
    }

    private void constraint() {
        String table = any(tables);
        add("ALTER TABLE ONLY " + table + " ADD CONSTRAINT c_" + next()
                + (random.nextBoolean()
                        ? " FOREIGN KEY (parent) REFERENCES " + any(tables) + " (id) NOT VALID"
                        : " CHECK (" + any(pure) + "(amount) > -1) NOT VALID"));
    }

    private void trigger() {
        String function = schema() + ".g_" + next();
        add("CREATE FUNCTION " + function + "() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$");
        add("CREATE TRIGGER g BEFORE UPDATE ON " + any(tables) + " FOR EACH ROW EXECUTE FUNCTION " + function + "()");
        // The next one of that table would have its name.
        add("ALTER TRIGGER g ON " + lastTriggered() + " RENAME TO g_" + next());
    }

    private String lastTriggered() {
        int on = script.lastIndexOf(" UPDATE ON ") + " UPDATE ON ".length();
        return script.substring(on, script.indexOf(" FOR EACH", on));
    }

    private String schema() {
        return random.nextBoolean() ? "a" : "b";
    }

    private int next() {
        return ++number;
    }

    private String any(List<String> names) {
        return names.get(random.nextInt(names.size()));
    }

    private void add(String statement) {
        number++;
        script.append(statement).append(";\n");
    }
}
