package dev.confiture;

import dev.confiture.RolesAsNeeded.Work;
import dev.confiture.db.SqlErrors;
import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Two schemas that are made at the same time and make or change the same roles, which belong to their server. Who asks whether a
 * role is there does not see the one that the other is making, and fails on it; a second try finds it.
 */
final class RoleCollision {

    private static final int TRIES = 3;

    /** What the loser is told, by SQLSTATE. */
    private static final Map<String, Pattern> TOLD = Map.of(
            "23505", Pattern.compile("(pg_auth\\w+|pg_db_role_setting\\w*|pg_shdescription\\w*)"),
            "42710", Pattern.compile("role \"(.+)\" already exists"),
            "XX000", Pattern.compile("(tuple concurrently (?:updated|deleted))"),
            "40P01", Pattern.compile("(deadlock)"));

    private RoleCollision() {}

    /** @param work leaves nothing behind that another try would meet */
    static <T> T outlast(Work<T> work) throws SQLException {
        for (int tried = 1; ; tried++) {
            try {
                return work.run();
            } catch (SQLException | RuntimeException e) {
                if (tried == TRIES || !isLost(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean isLost(Exception failure) {
        return TOLD.entrySet().stream()
                .anyMatch(told ->
                        SqlErrors.named(failure, told.getKey(), told.getValue()).isPresent());
    }
}
