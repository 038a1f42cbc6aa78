package dev.confiture.build;

import dev.confiture.history.ResolvedMigration;
import java.util.List;

/** What a build knows of the code's migrations. */
public sealed interface KnownMigrations {

    /**
     * The indexes were read.
     *
     * @param migrations all of them; none if the project has none
     */
    record Seen(List<ResolvedMigration> migrations) implements KnownMigrations {

        public Seen {
            migrations = List.copyOf(migrations);
        }
    }

    /**
     * There are migrations, but no index of them: nothing is compiled yet.
     *
     * @param why for people, as the end of a sentence
     */
    record NotSeen(String why) implements KnownMigrations {}
}
