package dev.confiture.index;

import java.util.List;
import java.util.Optional;

/**
 * Where a migration's source stands and what it digests to.
 *
 * @param file package path and file name with {@code /} ({@code db/migrations/AddUserBio.java}), never absolute
 * @param line of the class, 1-based; 0 if the compiler gave no source
 * @param tokenDigest SHA-256 (hex) of the source's tokens; empty if the compiler gave no source: unknown, not changed
 * @param resources class-path names (no leading slash) of SQL resources that the migration is known to use; their
 *     content is digested when the index is read, because it can change without a compilation
 */
public record MigrationSource(String file, int line, Optional<String> tokenDigest, List<String> resources) {

    /** The name of {@link #tokenDigest}'s algorithm; changes if the tokeniser ever does. */
    public static final String DIGEST_ALGORITHM = "java-tokens-1";

    public MigrationSource {
        resources = List.copyOf(resources);
    }
}
