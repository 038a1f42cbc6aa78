package dev.confiture.build;

import dev.confiture.sql.Identifier;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Names for what stands in for a database during a build. */
final class OtherName {

    private OtherName() {}

    /**
     * Always the same for a database, so that what a killed process left is found.
     *
     * @param role a word: {@code confiture_<role>_…}
     */
    static Identifier of(String role, String database) {
        CRC32 hash = new CRC32();
        hash.update(database.getBytes(StandardCharsets.UTF_8));
        String start = database.codePoints()
                .limit(10)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return Identifier.of("confiture_" + role + "_" + start + "_" + Long.toHexString(hash.getValue()));
    }
}
