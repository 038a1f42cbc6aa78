package dev.confiture.problem;

/**
 * The kinds of problems. Each has a stable id, {@code area.what}, that scripts may match and that names its page
 * docs/problems/{id}.md; an id is never given another meaning.
 */
public enum ProblemCode {
    // config: what the project says
    CONFIG_MISSING("config.missing"),

    // sql: text that is not a script
    SQL_UNTERMINATED("sql.unterminated"),

    // database: reaching the server
    DATABASE_UNREACHABLE("database.unreachable"),
    DATABASE_ERROR("database.error"),

    // internal: our own defects
    INTERNAL_ERROR("internal.error");

    private final String id;

    ProblemCode(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    @Override
    public String toString() {
        return id;
    }
}
