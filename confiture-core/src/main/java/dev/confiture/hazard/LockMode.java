package dev.confiture.hazard;

import java.util.Arrays;
import java.util.Optional;

/**
 * The server's table locks, the weakest first.
 *
 * @see <a href="https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES">table-level locks</a>
 */
public enum LockMode {
    ACCESS_SHARE("AccessShareLock", "nothing but ACCESS EXCLUSIVE"),
    ROW_SHARE("RowShareLock", "only EXCLUSIVE and ACCESS EXCLUSIVE"),
    ROW_EXCLUSIVE("RowExclusiveLock", "DDL that needs the rows to stand still, such as CREATE INDEX"),
    SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusiveLock", "DDL, VACUUM and ANALYZE"),
    SHARE("ShareLock", "all writes"),
    SHARE_ROW_EXCLUSIVE("ShareRowExclusiveLock", "all writes"),
    EXCLUSIVE("ExclusiveLock", "all writes, and reads that lock rows"),
    ACCESS_EXCLUSIVE("AccessExclusiveLock", "all reads and writes");

    private final String serverName;
    private final String blocks;

    LockMode(String serverName, String blocks) {
        this.serverName = serverName;
        this.blocks = blocks;
    }

    /** @param serverName as {@code pg_locks} has it */
    public static Optional<LockMode> of(String serverName) {
        return Arrays.stream(values())
                .filter(mode -> mode.serverName.equals(serverName))
                .findFirst();
    }

    /** As the manual writes it: {@code ACCESS EXCLUSIVE}. */
    public String text() {
        return name().replace('_', ' ');
    }

    /** What others cannot do meanwhile. */
    public String blocks() {
        return blocks;
    }

    /** Whether others cannot write meanwhile. */
    public boolean blocksWrites() {
        return compareTo(SHARE) >= 0;
    }
}
