package dev.confiture.runner.rehearsal;

import dev.confiture.db.Session;
import dev.confiture.hazard.LockMode;
import dev.confiture.hazard.StatementHazards;
import dev.confiture.hazard.Tier;
import dev.confiture.ledger.TrackingTable;
import dev.confiture.runner.rehearsal.FileSnapshot.RelationFile;
import dev.confiture.runner.rehearsal.LockSnapshot.Held;
import dev.confiture.runner.rehearsal.MeasuredStatement.BuiltIndex;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Looks at a working session from another one beside it. That one sees the catalog as everybody does: what the first
 * created and did not commit has no name there, and its locks hurt nobody. It asks for nothing that would wait for a lock.
 */
final class Observer {

    /** Below that, objects are the server's own. */
    private static final int FIRST_USER_OBJECT = 16_384;

    private static final String LOCKS = """
            SELECT l.relation::bigint, l.mode, n.nspname, c.relname,
                   CASE WHEN c.oid IS NOT NULL THEN pg_catalog.format('%I.%I', n.nspname, c.relname) END,
                   pg_catalog.pg_relation_filenode(c.oid)::bigint
              FROM pg_catalog.pg_locks l
              LEFT JOIN pg_catalog.pg_class c ON c.oid = l.relation
              LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE l.pid = ? AND l.locktype = 'relation' AND l.granted
               AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
               AND l.relation::bigint >= ? AND COALESCE(n.nspname <> 'pg_toast', true)""";

    private static final String WAL =
            "SELECT pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_insert_lsn(), '0/0')::bigint";

    private static final String FILES = "SELECT c.oid::bigint, pg_catalog.pg_relation_filenode(c.oid)::bigint"
            + " FROM pg_catalog.pg_class c WHERE c.oid = ANY (CAST(? AS oid[]))";

    private static final String SIZES = "SELECT c.oid::bigint,"
            + " CASE WHEN c.relkind IN ('r', 'm', 'i', 't') THEN pg_catalog.pg_table_size(c.oid) ELSE 0 END"
            + " FROM pg_catalog.pg_class c WHERE c.oid = ANY (CAST(? AS oid[]))";

    /** What everybody sees: relations with a file of their own, for an index with its table. */
    private static final String STANDING = """
            SELECT c.oid::bigint, pg_catalog.format('%I.%I', n.nspname, c.relname), n.nspname, c.relname,
                   COALESCE(pg_catalog.pg_relation_filenode(c.oid), 0)::bigint, COALESCE(i.indrelid, 0)::bigint
              FROM pg_catalog.pg_class c
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
             WHERE c.oid::bigint >= ? AND c.relkind IN ('r', 'm', 'i') AND n.nspname <> 'pg_toast'
               AND c.relpersistence <> 't'""";

    private static final String INDEXES = """
            SELECT pg_catalog.format('%I.%I', n.nspname, c.relname), pg_catalog.pg_relation_size(c.oid), i.indrelid::bigint
              FROM pg_catalog.pg_index i
              JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid AND c.relkind = 'i'
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.oid = ANY (CAST(? AS oid[]))""";

    private final Session beside;
    private final TrackingTable ledger;

    /** @param beside in autocommit mode, used by nobody else */
    Observer(Session beside, TrackingTable ledger) {
        this.beside = beside;
        this.ledger = ledger;
    }

    /** What a server process holds now. */
    LockSnapshot look(int pid) throws SQLException {
        Map<Long, Held> known = new HashMap<>();
        Set<Long> hidden = new HashSet<>();
        beside.query(
                LOCKS,
                row -> {
                    long relation = row.getLong(1);
                    Optional<LockMode> mode = LockMode.of(row.getString(2));
                    Optional<String> schema = Optional.ofNullable(row.getString(3));
                    if (schema.isEmpty()) {
                        hidden.add(relation);
                    } else if (mode.isPresent() && !ledger.isOwnObject(schema.get(), row.getString(4))) {
                        Held first = new Held(
                                row.getString(5), row.getString(4), row.getLong(6), EnumSet.noneOf(LockMode.class));
                        known.computeIfAbsent(relation, any -> first).modes().add(mode.get());
                    }
                    return relation;
                },
                pid,
                FIRST_USER_OBJECT);
        return new LockSnapshot(known, hidden);
    }

    /** Where the server's log is, in bytes. */
    long wal() throws SQLException {
        return beside.queryOne(WAL, row -> row.getLong(1)).orElseThrow();
    }

    /** The files as they stand, to be compared with those after a statement that commits by itself. */
    FileSnapshot standing() throws SQLException {
        Map<Long, RelationFile> files = new HashMap<>();
        beside.query(
                STANDING,
                row -> ledger.isOwnObject(row.getString(3), row.getString(4))
                        ? Optional.empty()
                        : Optional.ofNullable(files.put(
                                row.getLong(1), new RelationFile(row.getString(2), row.getLong(5), row.getLong(6)))),
                FIRST_USER_OBJECT);
        return new FileSnapshot(files);
    }

    /**
     * The locks that the working session took between two looks, the strongest first.
     *
     * @param working tells how large the relations are
     */
    static List<HeldLock> taken(Session working, LockSnapshot before, LockSnapshot now) throws SQLException {
        return sized(working, now, now.newSince(before));
    }

    /**
     * The locks of earlier migrations that the working session would have taken for a statement if it had not held them
     * yet: the server does not show that. Which ones, its text has to tell.
     *
     * @param inherited what earlier migrations hold in the same transaction
     */
    static List<HeldLock> takenAgain(Session working, LockSnapshot inherited, String sql, StatementHazards hazards)
            throws SQLException {
        Map<Long, Set<LockMode>> again = new HashMap<>();
        inherited.known().forEach((relation, held) -> {
            Optional<LockMode> mode = hazards.tier() == Tier.UNKNOWN
                    ? held.modes().stream().max(Comparator.naturalOrder())
                    : hazards.lock().filter(held.modes()::contains);
            if (mode.isPresent() && names(sql, held.plainName())) {
                again.put(relation, Set.of(mode.get()));
            }
        });
        return sized(working, inherited, again).stream().map(HeldLock::again).toList();
    }

    private static boolean names(String sql, String relation) {
        return Pattern.compile("(?<![\\w$])" + Pattern.quote(relation) + "(?![\\w$])", Pattern.CASE_INSENSITIVE)
                .matcher(sql)
                .find();
    }

    private static List<HeldLock> sized(Session working, LockSnapshot now, Map<Long, Set<LockMode>> fresh)
            throws SQLException {
        if (fresh.isEmpty()) {
            return List.of();
        }
        Map<Long, Long> sizes = pairs(working, SIZES, fresh.keySet());
        List<HeldLock> taken = new ArrayList<>();
        fresh.forEach((relation, modes) -> modes.forEach(
                mode -> taken.add(HeldLock.of(now.held(relation).name(), mode, sizes.getOrDefault(relation, 0L)))));
        taken.sort(Comparator.comparing(HeldLock::mode).reversed().thenComparing(HeldLock::relation));
        return taken;
    }

    /** The files of what the working session alone can read, as that one sees them, by relation. */
    static Map<Long, Long> files(Session working, LockSnapshot now) throws SQLException {
        List<Long> exclusive = now.exclusivelyLocked();
        return exclusive.isEmpty() ? Map.of() : pairs(working, FILES, exclusive);
    }

    /**
     * Relations whose files were replaced, by name.
     *
     * @param before as {@link #files} had them; what is not in it had the file that everybody sees
     */
    static List<String> rewritten(LockSnapshot now, Map<Long, Long> before, Map<Long, Long> files) {
        return files.entrySet().stream()
                .filter(file -> !file.getValue()
                        .equals(before.getOrDefault(
                                file.getKey(), now.held(file.getKey()).file())))
                .map(file -> now.held(file.getKey()).name())
                .sorted()
                .toList();
    }

    /** Indexes that the working session made between two looks, on tables that everybody sees. */
    static List<BuiltIndex> builtIndexes(Session working, LockSnapshot before, LockSnapshot now) throws SQLException {
        return indexes(working, now.hiddenSince(before), now.known()::containsKey);
    }

    /** The same between two snapshots of what everybody sees. */
    static List<BuiltIndex> builtIndexes(Session working, FileSnapshot before, FileSnapshot now) throws SQLException {
        return indexes(working, now.indexesSince(before), table -> true);
    }

    private static List<BuiltIndex> indexes(Session working, Collection<Long> fresh, LongPredicate isKnownTable)
            throws SQLException {
        if (fresh.isEmpty()) {
            return List.of();
        }
        List<BuiltIndex> built = new ArrayList<>();
        working.query(
                INDEXES,
                row -> !isKnownTable.test(row.getLong(3))
                        || built.add(new BuiltIndex(row.getString(1), row.getLong(2))),
                oids(fresh));
        return built;
    }

    private static Map<Long, Long> pairs(Session working, String sql, Collection<Long> relations) throws SQLException {
        return working.query(sql, row -> Map.entry(row.getLong(1), row.getLong(2)), oids(relations)).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String oids(Collection<Long> oids) {
        return oids.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }
}
