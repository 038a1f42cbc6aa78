package dev.confiture.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the session of every migration begins ({@code session}). The ledger is written without the role and the search_path.
 *
 * @param role whom migrations run as ({@code session.role}); empty for the user who connects
 * @param searchPath the schemas of unqualified names, in order ({@code session.search_path}), as PostgreSQL stores their
 *     names; empty for the server's own setting
 * @param lockTimeout how long one statement may wait for a lock ({@code session.lock_timeout}); 1 ms to 24 h
 * @param statementTimeout how long one statement may run ({@code session.statement_timeout}); empty for the server's own
 *     setting
 */
public record SessionSettings(
        Optional<String> role, List<String> searchPath, Duration lockTimeout, Optional<Duration> statementTimeout) {

    static final Duration SHORTEST = Duration.ofMillis(1);
    static final Duration LONGEST = Duration.ofHours(24);

    public static final SessionSettings DEFAULTS =
            new SessionSettings(Optional.empty(), List.of(), Duration.ofSeconds(10), Optional.empty());

    public SessionSettings {
        requireNonNull(role, "role");
        requireNonNull(statementTimeout, "statementTimeout");
        searchPath = List.copyOf(searchPath);
        requireInRange(lockTimeout);
        statementTimeout.ifPresent(SessionSettings::requireInRange);
    }

    /** The same with limits that are at most these. */
    public SessionSettings within(Duration longestWait, Duration longestStatement) {
        return new SessionSettings(
                role,
                searchPath,
                shorter(lockTimeout, longestWait),
                Optional.of(shorter(statementTimeout.orElse(longestStatement), longestStatement)));
    }

    /** The same for the user who connects, where nobody made the role. */
    public SessionSettings withoutRole() {
        return new SessionSettings(Optional.empty(), searchPath, lockTimeout, statementTimeout);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** The server reads zero as "for ever". */
    private static void requireInRange(Duration timeout) {
        if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a timeout is 1 ms to 24 h: " + timeout);
        }
    }
}
