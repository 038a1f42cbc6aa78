package dev.confiture.corpora;

import dev.confiture.db.Session;
import dev.confiture.event.EventSink;
import dev.confiture.generate.Picture;
import dev.confiture.problem.Problem;
import dev.confiture.schema.BuiltSchema;
import dev.confiture.schema.SchemaBuilder;
import dev.confiture.schema.SchemaFile;
import dev.confiture.schema.SchemaFile.Purpose;
import dev.confiture.schema.install.SchemaInstaller;
import dev.confiture.source.ScratchDatabase;
import dev.confiture.source.ScratchServer;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** One of a pair's two schemas: its picture, and the database that it was taken of until somebody takes that. */
public final class PairSide implements AutoCloseable {

    private final ScratchServer scratch;
    private final String sql;
    private final Picture picture;
    private Optional<ScratchDatabase> loaded;

    private PairSide(ScratchServer scratch, String sql, Picture picture, ScratchDatabase loaded) {
        this.scratch = scratch;
        this.sql = sql;
        this.picture = picture;
        this.loaded = Optional.of(loaded);
    }

    public static PairSide load(ScratchServer scratch, String sql) throws SQLException {
        ScratchDatabase database = scratch.create(session -> load(session, sql));
        try (Session session = database.open()) {
            return new PairSide(scratch, sql, Picture.read(session, Set.of()), database);
        } catch (SQLException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static void load(Session session, String sql) throws SQLException {
        BuiltSchema script = SchemaBuilder.ofScript(new SchemaFile("pair.sql", sql, Purpose.SCHEMA));
        if (SchemaInstaller.check(script).stream().anyMatch(Problem::isError)) {
            session.execute(sql); // a build refuses some settings that dumps begin with
            session.execute("DISCARD ALL");
        } else {
            session.inTransaction(open -> SchemaInstaller.install(script, open, EventSink.none()));
        }
    }

    public Picture picture() {
        return picture;
    }

    /** A database with this schema that is the caller's from now on. */
    ScratchDatabase take() throws SQLException {
        if (loaded.isEmpty()) {
            return scratch.create(session -> load(session, sql));
        }
        ScratchDatabase database = loaded.get();
        loaded = Optional.empty();
        return database;
    }

    @Override
    public void close() throws SQLException {
        if (loaded.isPresent()) {
            loaded.get().close();
        }
    }
}
