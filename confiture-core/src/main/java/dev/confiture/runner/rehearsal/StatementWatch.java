package dev.confiture.runner.rehearsal;

import dev.confiture.db.Session;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.runner.context.StatementSender;

/** Somebody who looks on while migrations run. */
public interface StatementWatch {

    /** Nobody. */
    StatementWatch NONE = new StatementWatch() {
        @Override
        public StatementSender around(ResolvedMigration migration, Session session, StatementSender sender) {
            return sender;
        }

        @Override
        public void ended(ResolvedMigration migration) {
            // Nobody looked.
        }
    };

    /**
     * A migration begins; one that is tried again begins again.
     *
     * @param session on which it works
     * @param sender sends its statements
     * @return what sends them and lets the watch see them
     */
    StatementSender around(ResolvedMigration migration, Session session, StatementSender sender);

    /** The migration's code came to its end; its transaction did not yet. */
    void ended(ResolvedMigration migration);
}
