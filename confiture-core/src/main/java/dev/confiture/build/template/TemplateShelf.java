package dev.confiture.build.template;

import dev.confiture.db.Session;
import dev.confiture.sql.Identifier;
import dev.confiture.sql.SqlLiteral;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which templates stay: the newest few of each database, and of all together. */
final class TemplateShelf {

    /** Enough to go to and fro between branches. */
    private static final int KEPT_PER_DATABASE = 3;

    /** Databases of tests have a name of their own each. */
    private static final int KEPT = 12;

    private static final Pattern LABEL = Pattern.compile(
            "Template of Confiture with ([0-9]{1,18}) rows, made for (.*?)(?:\nComment: (.*))?", Pattern.DOTALL);

    private TemplateShelf() {}

    /**
     * A template on the server.
     *
     * @param label the comment that it carries: for which database it was made, how many rows its script inserted, and
     *     the comment of that database
     */
    record Template(Identifier name, String label) {

        private String database() {
            return part(2).orElse("");
        }

        long rows() {
            return part(1).map(Long::parseLong).orElse(0L);
        }

        /** That of the original database; empty if it had none. */
        Optional<String> comment() {
            return part(3);
        }

        private Optional<String> part(int group) {
            Matcher matcher = LABEL.matcher(label);
            return matcher.matches() ? Optional.ofNullable(matcher.group(group)) : Optional.empty();
        }
    }

    /** Those that this user may drop, the newest first: a server counts its object ids upwards. */
    static List<Template> read(Session maintenance) throws SQLException {
        return maintenance.query(
                """
                SELECT d.datname, COALESCE(pg_catalog.shobj_description(d.oid, 'pg_database'), '') AS label
                  FROM pg_catalog.pg_database d
                 WHERE pg_catalog.starts_with(d.datname::text, ?)
                   AND pg_catalog.pg_has_role(CURRENT_USER, d.datdba, 'MEMBER')
                 ORDER BY d.oid DESC""",
                row -> new Template(Identifier.of(row.getString("datname")), row.getString("label")),
                TemplateKey.PREFIX);
    }

    /** Labels a template as made for a database, which is as its build left it. */
    static void label(Session maintenance, Identifier template, long rows, Identifier database) throws SQLException {
        String comment = maintenance
                .queryOne(
                        "SELECT COALESCE(E'\\nComment: ' || pg_catalog.shobj_description(d.oid, 'pg_database'), '')"
                                + " FROM pg_catalog.pg_database d WHERE d.datname = ?",
                        row -> row.getString(1),
                        database.name())
                .orElse("");
        comment(
                maintenance,
                template,
                "Template of Confiture with " + rows + " rows, made for " + database.name() + comment);
    }

    static void comment(Session maintenance, Identifier database, String text) throws SQLException {
        maintenance.execute("COMMENT ON DATABASE " + database.quoted() + " IS "
                + SqlLiteral.of(text).quoted());
    }

    /** One of those that this user may drop. */
    static Optional<Template> find(Session maintenance, Identifier name) throws SQLException {
        return read(maintenance).stream()
                .filter(found -> found.name().equals(name))
                .findFirst();
    }

    /**
     * The names of those that may go.
     *
     * @param newestFirst all of them
     */
    static List<Identifier> surplus(List<Template> newestFirst) {
        Map<String, Integer> seen = new HashMap<>();
        List<Identifier> surplus = new ArrayList<>();
        for (int i = 0; i < newestFirst.size(); i++) {
            Template template = newestFirst.get(i);
            int ofDatabase = seen.merge(template.database(), 1, Integer::sum);
            if (i >= KEPT || ofDatabase > KEPT_PER_DATABASE) {
                surplus.add(template.name());
            }
        }
        return surplus;
    }
}
