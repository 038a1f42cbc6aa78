package dev.confiture.build;

import dev.confiture.db.Database;
import dev.confiture.db.DatabaseAdmin;
import dev.confiture.sql.Identifier;
import java.sql.SQLException;

/**
 * A new database under another name, until it is complete: content that is committed piece by piece is never found half
 * done under the database's own name, whoever is killed.
 */
final class Draft {

    private final Database database;
    private final Identifier name;
    private final Identifier draft;
    private final DatabaseAdmin admin;

    /** @param database which is new and empty when the draft begins */
    Draft(Database database, DatabaseAdmin admin) {
        this.database = database;
        this.name = Identifier.of(database.name());
        this.draft = OtherName.of("new", database.name());
        this.admin = admin;
    }

    /** Takes the database's name away. */
    void begin() throws SQLException {
        admin.rename(name, draft);
    }

    Database database() {
        return database.named(draft.name());
    }

    /** Gives the name back. */
    void complete() throws SQLException {
        admin.rename(draft, name);
    }

    /** Does nothing if there is none. */
    void discard() throws SQLException {
        admin.dropAndDisconnect(draft);
    }
}
