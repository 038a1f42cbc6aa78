package dev.confiture.generate.java;

/** SQL as a Java literal that reads like SQL. */
final class SqlText {

    private static final String QUOTES = "\"\"\"";

    private SqlText() {}

    /** A plain string for one short line, a text block for the rest. */
    static String literal(String sql) {
        boolean isPlain = sql.lines().count() <= 1 && sql.length() <= 90 && sql.indexOf('\r') < 0;
        return isPlain ? '"' + escaped(sql).replace("\"", "\\\"") + '"' : block(sql);
    }

    /** The last line break belongs to the block's form, not to the SQL, so it is escaped away. */
    private static String block(String sql) {
        StringBuilder text = new StringBuilder(QUOTES).append('\n');
        String body = escaped(sql).replace(QUOTES, "\\\"\"\"");
        for (String line : body.split("\n", -1)) {
            text.append(keepEnd(line)).append('\n');
        }
        return text.append(QUOTES).toString();
    }

    /** Java strips blanks at the end of a text block's line. */
    private static String keepEnd(String line) {
        if (line.endsWith(" ")) {
            return line.substring(0, line.length() - 1) + "\\s";
        }
        return line.endsWith("\t") ? line.substring(0, line.length() - 1) + "\\t" : line;
    }

    private static String escaped(String sql) {
        return sql.replace("\\", "\\\\").replace("\r", "\\r");
    }
}
