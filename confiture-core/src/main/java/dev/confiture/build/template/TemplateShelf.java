package dev.confiture.build.template;

import dev.confiture.db.Session;
import dev.confiture.sql.Identifier;
import dev.confiture.sql.SqlLiteral;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which templates stay: the newest few of each database, and of all together. */
final class TemplateShelf {

    /** Enough to go to and fro between branches. */
    private static final int KEPT_PER_DATABASE = 3;

    /** Databases of tests have a name of their own each. */
    private static final int KEPT = 12;

    private static final Pattern LABEL =
            Pattern.compile("Template of Confiture with ([0-9]{1,18}) rows, made for (.*)");

    private TemplateShelf() {}

    /**
     * A template on the server.
     *
     * @param label tells for which database it was made
     */
    record Template(Identifier name, String label) {

        private String database() {
            Matcher matcher = LABEL.matcher(label);
            return matcher.matches() ? matcher.group(2) : "";
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

    static void label(Session maintenance, Identifier template, long rows, Identifier database) throws SQLException {
        maintenance.execute("COMMENT ON DATABASE " + template.quoted() + " IS "
                + SqlLiteral.of("Template of Confiture with " + rows + " rows, made for " + database.name())
                        .quoted());
    }

    /** How many rows the script of a template inserted. */
    static long rows(Session maintenance, Identifier template) throws SQLException {
        return read(maintenance).stream()
                .filter(found -> found.name().equals(template))
                .map(found -> LABEL.matcher(found.label()))
                .filter(Matcher::matches)
                .mapToLong(label -> Long.parseLong(label.group(1)))
                .findFirst()
                .orElse(0);
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
