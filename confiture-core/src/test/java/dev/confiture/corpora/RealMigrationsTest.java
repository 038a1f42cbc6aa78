package dev.confiture.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.TestServer;
import dev.confiture.TestServer.FreshDatabase;
import dev.confiture.db.Session;
import dev.confiture.index.MigrationVersion;
import dev.confiture.introspect.ServerDefinitions;
import dev.confiture.runner.context.InTransaction;
import dev.confiture.runner.context.JdbcMigrationContext;
import dev.confiture.runner.context.StatementSender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Migrations of a public project, sent through the context that migrations get, do what a plain client does with them. */
class RealMigrationsTest {

    private static final int MAJOR = 15;

    @Test
    void realMigrationsDoUpAndDownWhatAPlainClientDoes() throws SQLException, IOException {
        Path folder = Corpora.orSkip().folder("migrations/concourse");
        List<Path> ups = Corpora.files(folder, ".up.sql");
        List<Path> downs = new ArrayList<>(Corpora.files(folder, ".down.sql"));
        Collections.reverse(downs);
        try (FreshDatabase ours = TestServer.freshDatabase(MAJOR);
                Session context = ours.open();
                FreshDatabase theirs = TestServer.freshDatabase(MAJOR);
                Session plain = theirs.open()) {
            assertThat(failures(ups, context, RealMigrationsTest::inContext)).isEmpty();
            assertThat(failures(ups, plain, RealMigrationsTest::plainly)).isEmpty();
            assertEqual(ours, theirs);

            // Some of the project's ways back are broken; they must be for us, too.
            List<String> broken = failures(downs, plain, RealMigrationsTest::plainly);
            assertThat(failures(downs, context, RealMigrationsTest::inContext)).isEqualTo(broken);
            assertThat(broken).hasSizeLessThan(downs.size() / 10);
            assertEqual(ours, theirs);
            System.out.printf(
                    "corpora: migrations concourse on PostgreSQL %d: %d ups, %d downs, of which %d are broken%n",
                    MAJOR, ups.size(), downs.size(), broken.size());
        }
    }

    /** Runs each file in a transaction of its own and names those that the server refused. */
    private static List<String> failures(List<Path> files, Session session, Runner runner)
            throws SQLException, IOException {
        List<String> failed = new ArrayList<>();
        for (Path file : files) {
            String sql = Files.readString(file);
            try {
                session.inTransaction(open -> {
                    runner.run(open, sql);
                    return sql;
                });
            } catch (SQLException e) {
                failed.add(file.getFileName() + " " + e.getSQLState());
            }
        }
        return failed;
    }

    private static void inContext(Session session, String sql) throws SQLException {
        StatementSender sender = new InTransaction(session, MigrationVersion.of("1"), "real", note -> {});
        new JdbcMigrationContext(session, RealMigrationsTest.class, false, sender).execute(sql);
    }

    private static void plainly(Session session, String sql) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    private static void assertEqual(FreshDatabase ours, FreshDatabase theirs) throws SQLException {
        DatabaseContent left = DatabaseContent.of(ours.database());
        DatabaseContent right = DatabaseContent.of(theirs.database());
        assertThat(ServerDefinitions.diff(left.definitions(), right.definitions()))
                .as("context (-) against plain client (+)")
                .isEmpty();
        assertThat(left.rows()).isEqualTo(right.rows());
    }

    /** One way to send a file. */
    @FunctionalInterface
    private interface Runner {
        void run(Session session, String sql) throws SQLException;
    }
}
