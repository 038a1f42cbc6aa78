package dev.confiture.corpora;

import dev.confiture.db.Session;
import dev.confiture.event.EventSink;
import dev.confiture.generate.ComparedSchema;
import dev.confiture.generate.CopiedStart;
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
import java.util.Set;

/** One of a pair's two schemas: its picture, and the database that it was taken of. */
public final class PairSide implements AutoCloseable {

    private final ScratchServer scratch;
    private final String sql;
    private final Picture picture;
    private final ScratchDatabase database;

    private PairSide(ScratchServer scratch, String sql, Picture picture, ScratchDatabase database) {
        this.scratch = scratch;
        this.sql = sql;
        this.picture = picture;
        this.database = database;
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

    /** As a comparison takes it. */
    ComparedSchema schema(String label) {
        return new ComparedSchema(label, picture, start());
    }

    /** Another database with this schema. */
    ScratchDatabase copy() throws SQLException {
        return start().open();
    }

    private CopiedStart start() {
        return CopiedStart.of(picture.catalog(), () -> scratch.create(session -> load(session, sql)))
                .with(database);
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
