package dev.confiture.problem;

/**
 * The kinds of problems. Each has a stable id, {@code area.what}, that scripts may match and that names its page
 * docs/problems/{id}.md; an id is never given another meaning.
 */
public enum ProblemCode {
    // config: what the project says
    CONFIG_MISSING("config.missing"),
    CONFIG_UNREADABLE("config.unreadable"),
    CONFIG_SYNTAX("config.syntax"),
    CONFIG_UNKNOWN_KEY("config.unknown-key"),
    CONFIG_DUPLICATE_KEY("config.duplicate-key"),
    CONFIG_MISSING_KEY("config.missing-key"),
    CONFIG_BAD_VALUE("config.bad-value"),
    CONFIG_MISSING_VARIABLE("config.missing-variable"),
    CONFIG_UNKNOWN_ENVIRONMENT("config.unknown-environment"),
    CONFIG_TWO_SOURCES("config.two-sources"),
    CONFIG_SQL_MIGRATIONS("config.sql-migrations"),
    CONFIG_BAD_URL("config.bad-url"),
    CONFIG_URL_PARAMETER("config.url-parameter"),
    CONFIG_NO_EFFECT("config.no-effect"),
    CONFIG_PASSWORD_FILE("config.password-file"),
    CONFIG_SERVICE("config.service"),
    CONFIG_NOT_EMBEDDED("config.not-embedded"),

    // sql: text that is not a script
    SQL_UNTERMINATED("sql.unterminated"),

    // index: what the compiler wrote about migrations
    INDEX_MALFORMED("index.malformed"),
    INDEX_NEWER_FORMAT("index.newer-format"),
    INDEX_UNKNOWN_DIGEST("index.unknown-digest"),
    INDEX_MISSING("index.missing"),
    INDEX_STALE("index.stale"),
    INDEX_UNREADABLE("index.unreadable"),

    // migration: declarations, while they compile and over all indexes
    MIGRATION_BLANK_ENVIRONMENT("migration.blank-environment"),
    MIGRATION_CYCLIC_DEPENDENCY("migration.cyclic-dependency"),
    MIGRATION_DUPLICATE_CLASS("migration.duplicate-class"),
    MIGRATION_DUPLICATE_VERSION("migration.duplicate-version"),
    MIGRATION_EMPTY_SQL("migration.empty-sql"),
    MIGRATION_MALFORMED_LOCK_TIMEOUT("migration.malformed-lock-timeout"),
    MIGRATION_MALFORMED_NAME("migration.malformed-name"),
    MIGRATION_MALFORMED_VERSION("migration.malformed-version"),
    MIGRATION_MISSING_RESOURCE("migration.missing-resource"),
    MIGRATION_NO_CONSTRUCTOR("migration.no-constructor"),
    MIGRATION_NO_UP("migration.no-up"),
    MIGRATION_NO_WAY_BACK("migration.no-way-back"),
    MIGRATION_NEEDS_NO_TRANSACTION("migration.needs-no-transaction"),
    MIGRATION_NOT_DECLARED("migration.not-declared"),
    MIGRATION_REASON_WITH_DOWN("migration.reason-with-down"),
    MIGRATION_TWO_FORMS("migration.two-forms"),
    MIGRATION_UNKNOWN_DEPENDENCY("migration.unknown-dependency"),
    MIGRATION_UNUSABLE_CLASS("migration.unusable-class"),

    // schema: the files of db/schema and of db/schema_history
    SCHEMA_FOLDER_MISSING("schema.folder-missing"),
    SCHEMA_NO_FILES("schema.no-files"),
    SCHEMA_UNREADABLE("schema.unreadable"),
    SCHEMA_UNWRITABLE("schema.unwritable"),
    SCHEMA_NOT_UTF8("schema.not-utf8"),
    SCHEMA_BAD_PATTERN("schema.bad-pattern"),
    SCHEMA_NO_SNAPSHOT("schema.no-snapshot"),
    SCHEMA_NO_VERSION("schema.no-version"),
    SCHEMA_SNAPSHOT_AMBIGUOUS("schema.snapshot-ambiguous"),
    SCHEMA_FOREIGN_KEY_CYCLE("schema.foreign-key-cycle"),
    SCHEMA_SERVER_WARNING("schema.server-warning"),
    SCHEMA_STATEMENT_FAILED("schema.statement-failed"),
    SCHEMA_STATEMENT_NOT_SENT("schema.statement-not-sent"),
    SCHEMA_STATEMENT_REFUSED("schema.statement-refused"),

    // git: reading the schema of a ref
    GIT_UNAVAILABLE("git.unavailable"),
    GIT_NO_REPOSITORY("git.no-repository"),
    GIT_UNKNOWN_REF("git.unknown-ref"),
    GIT_UNREADABLE("git.unreadable"),

    // baseline: a database that somebody else made
    BASELINE_DATA_MIGRATIONS("baseline.data-migrations"),
    BASELINE_DIFFERENT("baseline.different"),
    BASELINE_HAS_LEDGER("baseline.has-ledger"),

    // build: what becomes of a database
    BUILD_BRANCH_SWITCHED("build.branch-switched"),
    BUILD_CHANGED("build.changed"),
    BUILD_IN_USE("build.in-use"),
    BUILD_NOT_CACHED("build.not-cached"),
    BUILD_NOT_OURS("build.not-ours"),
    BUILD_NOT_PERMITTED("build.not-permitted"),
    BUILD_NOT_REPEATABLE("build.not-repeatable"),
    BUILD_PROTECTED("build.protected"),
    BUILD_ROWS("build.rows"),
    BUILD_UNCONFIRMED("build.unconfirmed"),
    BUILD_UNFINISHED("build.unfinished"),
    BUILD_UNKNOWN_POINT("build.unknown-point"),
    BUILD_UNSTAMPED("build.unstamped"),

    // database: reaching the server
    DATABASE_UNREACHABLE("database.unreachable"),
    DATABASE_ERROR("database.error"),
    DATABASE_ABSENT("database.absent"),
    DATABASE_FOREIGN("database.foreign"),
    DATABASE_INVALID_INDEX("database.invalid-index"),
    DATABASE_POOLED("database.pooled"),
    DATABASE_READ_ONLY("database.read-only"),

    // history: what ran against what should have run
    HISTORY_CHANGED("history.changed"),
    HISTORY_DEPENDENCY("history.dependency"),
    HISTORY_IRREVERSIBLE("history.irreversible"),
    HISTORY_MISSING("history.missing"),
    HISTORY_NOT_RUN_HERE("history.not-run-here"),
    HISTORY_OUT_OF_ORDER("history.out-of-order"),
    HISTORY_UNFINISHED("history.unfinished"),
    HISTORY_UNKNOWN_VERSION("history.unknown-version"),

    // ledger: the tables that remember
    LEDGER_FOREIGN_TABLE("ledger.foreign-table"),
    LEDGER_NEWER_FORMAT("ledger.newer-format"),
    LEDGER_NOT_COMPARED("ledger.not-compared"),
    LEDGER_NOT_PERMITTED("ledger.not-permitted"),
    LEDGER_UNSTAMPED("ledger.unstamped"),

    // code: classes of migrations, when they are to run
    CODE_NEWER_API("code.newer-api"),
    CODE_NEWER_JAVA("code.newer-java"),
    CODE_NOT_LOADABLE("code.not-loadable"),
    CODE_SHADOWED_DRIVER("code.shadowed-driver"),

    // run: migrations while they run
    DIFF_DIFFERENT("diff.different"),
    DIFF_MISSING_EXTENSION("diff.missing-extension"),
    DIFF_MISSING_ROLE("diff.missing-role"),
    DIFF_IDLE_FILTER("diff.idle-filter"),
    DIFF_NOT_REPLAYED("diff.not-replayed"),
    DIFF_OTHER_MAJOR("diff.other-major"),
    DIFF_UNKNOWN_SOURCE("diff.unknown-source"),
    GENERATE_EXISTS("generate.exists"),
    GENERATE_IRREVERSIBLE("generate.irreversible"),
    GENERATE_NOT_PROVED("generate.not-proved"),
    GENERATE_NOT_SUPPORTED("generate.not-supported"),
    RENAME_MISPLACED("rename.misplaced"),
    RENAME_CONTRADICTED("rename.contradicted"),
    RENAME_UNKNOWN_NAME("rename.unknown-name"),
    RENAME_UNDECLARED("rename.undeclared"),
    PREFLIGHT_DIFFERENT("preflight.different"),
    PREFLIGHT_NOT_COMPARED("preflight.not-compared"),
    PREFLIGHT_NO_COPY("preflight.no-copy"),
    PREFLIGHT_NO_POINT("preflight.no-point"),
    PREFLIGHT_NO_ROWS("preflight.no-rows"),
    PREFLIGHT_REFUSED("preflight.refused"),
    PREFLIGHT_STAYS("preflight.stays"),
    PREFLIGHT_TOO_RISKY("preflight.too-risky"),
    PREFLIGHT_UNCONFIRMED("preflight.unconfirmed"),
    RUN_ENUM_VALUE("run.enum-value"),
    RUN_FAILED("run.failed"),
    RUN_FORBIDDEN("run.forbidden"),
    RUN_GROUP("run.group"),
    RUN_IN_DOUBT("run.in-doubt"),
    RUN_LOCK_TIMEOUT("run.lock-timeout"),
    RUN_NOT_SCRIPTABLE("run.not-scriptable"),
    RUN_OTHER_PATH("run.other-path"),
    RUN_TRANSACTION_CONTROL("run.transaction-control"),
    RUN_TRANSACTION_ENDED("run.transaction-ended"),

    // lock: who may change a database now
    LOCK_HELD("lock.held"),
    LOCK_LOST("lock.lost"),
    LOCK_ORPHAN("lock.orphan"),

    // embedded: the server that comes with Maven
    EMBEDDED_UNSUPPORTED_PLATFORM("embedded.unsupported-platform"),
    EMBEDDED_UNSUPPORTED_VERSION("embedded.unsupported-version"),
    EMBEDDED_BINARIES_MISSING("embedded.binaries-missing"),
    EMBEDDED_BINARIES_BROKEN("embedded.binaries-broken"),
    EMBEDDED_ROOT("embedded.root"),
    EMBEDDED_NAMELESS("embedded.nameless"),
    EMBEDDED_DISK("embedded.disk"),
    EMBEDDED_CRASHED("embedded.crashed"),
    EMBEDDED_OTHER_MAJOR("embedded.other-major"),
    EMBEDDED_START_FAILED("embedded.start-failed"),
    EMBEDDED_STOP_FAILED("embedded.stop-failed"),

    // maven: how a goal is called
    MAVEN_BAD_VALUE("maven.bad-value"),
    MAVEN_CREDENTIALS("maven.credentials"),
    MAVEN_DEPENDENCIES("maven.dependencies"),
    MAVEN_FAILSAFE_FIRST("maven.failsafe-first"),
    MAVEN_NOT_COMPILED("maven.not-compiled"),
    MAVEN_NO_EFFECT("maven.no-effect"),
    MAVEN_UNKNOWN_PROPERTY("maven.unknown-property"),
    MAVEN_UNWRITABLE("maven.unwritable"),

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
