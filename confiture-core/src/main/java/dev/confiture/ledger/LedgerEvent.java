package dev.confiture.ledger;

import dev.confiture.config.SeedMode;
import dev.confiture.index.MigrationVersion;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Something that happened to the database; written once, never changed.
 *
 * @param version of the migration that it happened to, if it was one
 * @param detail what else to know, by name; never a secret or a row of data
 */
public record LedgerEvent(Kind kind, Optional<MigrationVersion> version, Map<String, String> detail) {

    /** Detail of events after which the database equals a db/schema: the SHA-256 of its built script. */
    static final String SCHEMA = "schema_sha256";

    /** Detail of {@code built}: what the script did with seed files inside the schema folders. */
    static final String SEEDS = "seeds";

    public LedgerEvent {
        detail = new TreeMap<>(detail);
    }

    /** A build has put its content here, and is not finished until {@link #built} follows. */
    static LedgerEvent building() {
        return about(Kind.BUILDING, Map.of());
    }

    /**
     * db/schema was loaded.
     *
     * @param schemaSha256 of the script that was loaded
     * @param from what it was: {@code db/schema}, {@code git:<ref>}, a file of db/schema_history
     * @param seeds whether seed files inside the schema folders were part of it
     */
    public static LedgerEvent built(String schemaSha256, String from, SeedMode seeds) {
        return about(
                Kind.BUILT,
                Map.of(SCHEMA, schemaSha256, "from", from, SEEDS, seeds.name().toLowerCase(Locale.ROOT)));
    }

    /** Nothing is pending any more; the database is what db/schema says, if that is right. */
    public static LedgerEvent migratedTo(String schemaSha256) {
        return about(Kind.MIGRATED_TO, Map.of(SCHEMA, schemaSha256));
    }

    /** The build before this event could not see the migrations, so it stamped none. */
    public static LedgerEvent unstamped() {
        return about(Kind.UNSTAMPED, Map.of());
    }

    /**
     * The versions that the database contains were recorded.
     *
     * @param versions how many
     */
    public static LedgerEvent stamped(int versions) {
        return about(Kind.STAMPED, Map.of("versions", Integer.toString(versions)));
    }

    /**
     * A database that somebody else made was given this ledger.
     *
     * @param from the point at which it stood: {@code db/schema}, {@code git:<ref>}, a file of db/schema_history
     * @param versions how many were recorded as contained
     */
    static LedgerEvent adopted(String from, int versions) {
        return about(Kind.ADOPTED, Map.of("from", from, "versions", Integer.toString(versions)));
    }

    /** From now on nothing may drop or rebuild the database. */
    public static LedgerEvent guarded(String environment) {
        return about(Kind.PROTECTED, Map.of("environment", environment));
    }

    public static LedgerEvent of(Kind kind, MigrationVersion version, Map<String, String> detail) {
        return new LedgerEvent(kind, Optional.of(version), detail);
    }

    private static LedgerEvent about(Kind kind, Map<String, String> detail) {
        return new LedgerEvent(kind, Optional.empty(), detail);
    }

    /** What kinds of events there are. */
    public enum Kind {
        /** The ledger itself was laid out. */
        CREATED,
        /** A build put its content here. */
        BUILDING,
        BUILT,
        MIGRATED_TO,
        STAMPED,
        UNSTAMPED,
        /** The database was somebody else's before. */
        ADOPTED,
        PROTECTED,
        /** A migration outside a transaction began. */
        STARTED,
        /** A later run goes on with it. */
        RESUMED,
        /** Such a migration stopped half-way. */
        FAILED,
        APPLIED,
        ROLLED_BACK;

        /** As the ledger stores it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
