package dev.confiture.build;

import dev.confiture.db.Database;
import dev.confiture.db.DatabaseAdmin;
import dev.confiture.db.NewDatabase;
import dev.confiture.schema.BuiltSchema;
import dev.confiture.sql.Identifier;
import java.sql.SQLException;
import java.util.regex.Pattern;

/**
 * A new database until it is complete. It has another name so long: content that is committed piece by piece is never
 * found half done under the database's own name, whoever is killed.
 */
final class Draft {

    /** A script with one of these words may depend on how the database is called. */
    private static final Pattern NAMES_DATABASE =
            Pattern.compile("database|datname|current_catalog", Pattern.CASE_INSENSITIVE);

    private final Database database;
    private final Identifier finalName;
    private final Identifier name;
    private final DatabaseAdmin admin;

    private Draft(Database database, Identifier name, DatabaseAdmin admin) {
        this.database = database;
        this.finalName = Identifier.of(database.name());
        this.name = name;
        this.admin = admin;
    }

    static Draft of(Database database, BuiltSchema schema, DatabaseAdmin admin) {
        boolean named = NAMES_DATABASE.matcher(schema.script()).find();
        return new Draft(database, named ? Identifier.of(database.name()) : otherName(database), admin);
    }

    private static Identifier otherName(Database database) {
        return OtherName.of("new", database.name());
    }

    /** The name that it has now. */
    Identifier name() {
        return name;
    }

    /** Whether nobody finds it yet. */
    boolean hasOtherName() {
        return !name.equals(finalName);
    }

    Database database() {
        return database.named(name.name());
    }

    void create() throws SQLException {
        admin.create(NewDatabase.named(name));
    }

    /** Gives it the database's name. */
    void complete() throws SQLException {
        if (hasOtherName()) {
            admin.rename(name, finalName);
        }
    }

    /** Does nothing if there is none. */
    void discard() throws SQLException {
        admin.dropAndDisconnect(name);
    }

    /**
     * Removes the one that a killed process left.
     *
     * @return whether there was one
     */
    static boolean removeLeftOver(Database database, DatabaseAdmin admin) throws SQLException {
        Identifier name = otherName(database);
        boolean left = admin.exists(name);
        if (left) {
            admin.dropAndDisconnect(name);
        }
        return left;
    }
}
