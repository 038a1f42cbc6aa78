package dev.confiture.generate;

import static java.util.Objects.requireNonNull;

import dev.confiture.catalog.Catalog;
import dev.confiture.db.Session;
import dev.confiture.db.SideBySide;
import dev.confiture.generate.rows.StoredData;
import dev.confiture.introspect.ServerDefinitions;
import dev.confiture.source.ScratchDatabase;
import dev.confiture.sql.QualifiedName;
import java.sql.SQLException;
import java.util.Set;

/** A database that plans are tried on: one session works, and two look at what came of it. */
final class TriedDatabase implements AutoCloseable {

    private final ScratchDatabase database;
    private final Session session;
    private final Session beside;
    private final Set<QualifiedName> leftOut;

    private TriedDatabase(ScratchDatabase database, Session session, Session beside, Set<QualifiedName> leftOut) {
        this.database = database;
        this.session = session;
        this.beside = beside;
        this.leftOut = leftOut;
    }

    /** Schema and data at one moment. */
    record Sight(Picture picture, StoredData data) {
        Sight {
            requireNonNull(picture, "picture");
            requireNonNull(data, "data");
        }
    }

    private record Rest(ServerDefinitions definitions, StoredData data) {}

    /**
     * @param database is closed with this one, and if this fails
     * @param leftOut what is not the user's
     */
    static TriedDatabase on(ScratchDatabase database, Set<QualifiedName> leftOut) throws SQLException {
        try {
            Session session = database.open();
            try {
                return new TriedDatabase(database, session, database.open(), leftOut);
            } catch (SQLException e) {
                try (session) {
                    throw e;
                }
            }
        } catch (SQLException e) {
            try (database) {
                throw e;
            }
        }
    }

    /** The one that works. */
    Session session() {
        return session;
    }

    StoredData data() throws SQLException {
        return StoredData.read(session);
    }

    /** By both judges. */
    Picture picture() throws SQLException {
        SideBySide<Catalog, ServerDefinitions> both =
                SideBySide.run(() -> Picture.catalog(session, leftOut), () -> Picture.definitions(beside, leftOut));
        return new Picture(both.first(), both.second());
    }

    /** The data takes the session whose judge is done sooner. */
    Sight sight() throws SQLException {
        SideBySide<Catalog, Rest> all = SideBySide.run(
                () -> Picture.catalog(session, leftOut),
                () -> new Rest(Picture.definitions(beside, leftOut), StoredData.read(beside)));
        Rest rest = all.second();
        return new Sight(new Picture(all.first(), rest.definitions()), rest.data());
    }

    @Override
    public void close() throws SQLException {
        try (database;
                session;
                beside) {
            // in the reverse order
        }
    }
}
