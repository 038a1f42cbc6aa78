package dev.confiture.schema.install;

import java.sql.SQLException;
import java.util.Map;

/** What to do about a refused statement, by SQLSTATE. */
final class FailureAdvice {

    private static final String ORDER =
            "correct the name, or create the object earlier: files run in the order of their"
                    + " numeric prefixes (build.two_pass: true orders statements by what they need)";

    private static final String TWICE = "remove one of the two definitions: a build starts from an empty database";

    private static final Map<String, String> BY_STATE = Map.ofEntries(
            Map.entry("42P01", ORDER), // undefined table
            Map.entry("42703", ORDER), // undefined column
            Map.entry("42704", ORDER), // undefined object: type, role, …
            Map.entry("42883", ORDER), // undefined function
            Map.entry("3F000", ORDER), // undefined schema
            Map.entry("42P07", TWICE), // duplicate table
            Map.entry("42710", TWICE), // duplicate object
            Map.entry("42701", TWICE), // duplicate column
            Map.entry("42723", TWICE), // duplicate function
            Map.entry("42P06", TWICE), // duplicate schema
            Map.entry("42601", "correct the SQL at the mark"),
            Map.entry("42501", "grant the database user this right, or connect as another one"),
            Map.entry("0A000", "write it in a way that this version of PostgreSQL supports"),
            Map.entry("25001", "take it out of the schema: it cannot run inside a transaction, and a build is one"),
            Map.entry("53100", "free space on the server's disk"),
            Map.entry("58P01", "install the extension on the server, or remove the statement"));

    private FailureAdvice() {}

    static String of(SQLException error) {
        return BY_STATE.getOrDefault(String.valueOf(error.getSQLState()), "correct the statement");
    }
}
