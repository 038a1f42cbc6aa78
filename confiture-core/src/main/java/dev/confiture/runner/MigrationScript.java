package dev.confiture.runner;

import dev.confiture.history.ResolvedMigration;
import dev.confiture.problem.Problem;
import java.util.List;

/**
 * What a migrate would send now, for somebody who sends it by hand.
 *
 * @param database name and server that it is for
 * @param sql for psql; changes the ledger too
 * @param migrations in the order in which it runs them
 * @param notices warnings and notes
 */
public record MigrationScript(String database, String sql, List<ResolvedMigration> migrations, List<Problem> notices) {

    public MigrationScript {
        migrations = List.copyOf(migrations);
        notices = List.copyOf(notices);
    }
}
