package dev.confiture.chance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A schema while it is drawn: the DDL so far, and what later objects may use. */
final class World {

    /** Exist on every server that random schemas are tried on; ready for SQL. */
    static final List<String> ROLES = List.of("chance_reader", "chance_writer", "\"Chance Owner\"");

    private final Dice dice;
    private final int major;
    private final List<String> pieces = new ArrayList<>();

    final List<String> schemas = new ArrayList<>();
    final List<SomeType> types = new ArrayList<>();
    final List<Relation> tables = new ArrayList<>();
    /** Tables with a primary key of one integer that lasting tables may refer to. */
    final List<Relation> targets = new ArrayList<>();

    final List<Relation> views = new ArrayList<>();
    /** Tables that others inherit from or are partitions of. */
    final Set<String> inherited = new HashSet<>();
    /** Tables that know by which index they are clustered: the last statement of several would win. */
    final Set<String> clustered = new HashSet<>();
    /** Immutable functions from integer to integer. */
    final List<String> intFunctions = new ArrayList<>();
    /** Functions that triggers call. */
    final List<String> triggerFunctions = new ArrayList<>();

    final List<String> sequences = new ArrayList<>();
    final List<String> collations = new ArrayList<>();
    /** Composite types with the attributes (a integer, b text). */
    final List<String> rowTypes = new ArrayList<>();

    World(Dice dice, int major) {
        this.dice = dice;
        this.major = major;
    }

    /** What values of a type look like. */
    enum Family {
        INTEGER,
        NUMBER,
        TEXT,
        BOOLEAN,
        TIME,
        JSON,
        LABEL,
        RANGE,
        OTHER
    }

    /**
     * A type that columns may have.
     *
     * @param literals constants of it, ready for SQL
     */
    record SomeType(String sql, Family family, List<String> literals) {
        SomeType {
            literals = List.copyOf(literals);
        }

        @Override
        public String toString() {
            return sql;
        }
    }

    record Column(String name, SomeType type) {
        @Override
        public String toString() {
            return name;
        }

        boolean is(Family family) {
            return type.family() == family;
        }
    }

    /**
     * A table or view.
     *
     * @param path ready for SQL
     * @param key the columns of its primary key; may be empty
     */
    record Relation(String id, String path, List<Column> columns, List<Column> key) {
        Relation {
            columns = List.copyOf(columns);
            key = List.copyOf(key);
        }

        List<Column> columns(Family family) {
            return columns.stream().filter(column -> column.is(family)).toList();
        }

        @Override
        public String toString() {
            return id;
        }
    }

    Dice dice() {
        return dice;
    }

    boolean since(int first) {
        return major >= first;
    }

    /** One file's worth of DDL: an object with what belongs to it. */
    void add(String... statements) {
        List<String> present = List.of(statements).stream()
                .filter(statement -> !statement.isBlank())
                .toList();
        if (!present.isEmpty()) {
            pieces.add(present.stream().map(statement -> statement + ";\n").collect(Collectors.joining()));
        }
    }

    /** Whether new objects have the privileges that PostgreSQL gives them. */
    boolean bornPlain() {
        return pieces.stream().noneMatch(piece -> piece.startsWith("ALTER DEFAULT PRIVILEGES"));
    }

    List<String> pieces() {
        return pieces;
    }

    /** A name that nothing has, in one of the spellings that names have. */
    String name(String id) {
        String flat = id.replace(' ', '_');
        return dice.one(
                id + " name",
                flat,
                flat,
                flat,
                flat + "_x",
                "\"" + id + "\"",
                "\"" + flat.toUpperCase(Locale.ROOT) + "\"");
    }

    /** The same with a schema before it. */
    String path(String id) {
        return dice.one(id + " schema name", schemas) + "." + name(id);
    }

    /** Comment and owner. */
    String about(String id, String words, String path) {
        StringBuilder sql = new StringBuilder();
        if (dice.yes(id + " comment", 15)) {
            sql.append(comment(id, words, path)).append(";\n");
        }
        if (dice.yes(id + " owner", 8)) {
            sql.append("ALTER ")
                    .append(words)
                    .append(' ')
                    .append(path)
                    .append(" OWNER TO ")
                    .append(dice.one(id + " owner's name", ROLES))
                    .append(";\n");
        }
        return end(sql);
    }

    String comment(String id, String words, String path) {
        return "COMMENT ON " + words + " " + path + " IS "
                + dice.one(id + " comment text", "'About it'", "'It''s \"this\"'", "E'two\\nlines'", "'; DROP'");
    }

    /** Privileges, some of them of columns. */
    String grants(String id, String on, List<String> privileges, List<Column> columns) {
        StringBuilder sql = new StringBuilder();
        for (String role : dice.some(id + " grantee", List.of(ROLES.get(0), ROLES.get(2), "PUBLIC"), 12)) {
            List<String> granted = dice.some(id + " privilege of " + role, privileges, 60);
            String words = granted.isEmpty() ? "ALL" : String.join(", ", granted);
            boolean option = !role.equals("PUBLIC") && dice.yes(id + " grant option of " + role, 20);
            sql.append("GRANT %s ON %s TO %s%s;\n".formatted(words, on, role, option ? " WITH GRANT OPTION" : ""));
        }
        for (Column column : columns) {
            String name = id + " grant on " + column;
            if (dice.yes(name, 4)) {
                sql.append("GRANT %s (%s) ON %s TO %s;\n"
                        .formatted(
                                dice.one(name + " what", "SELECT", "UPDATE", "REFERENCES"),
                                column.name(),
                                on,
                                dice.one(name + " to", ROLES)));
            }
        }
        return end(sql);
    }

    static String end(StringBuilder statements) {
        return statements.toString().replaceFirst(";\n$", "");
    }
}
