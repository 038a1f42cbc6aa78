package dev.confiture.corpora;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.db.Database;
import dev.confiture.db.Session;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Ways to run SQL files that share no code with the engine. */
enum PlainClient {
    /** Each file whole in one message, all in one transaction; knows no COPY data and no meta commands. */
    JDBC {
        @Override
        void run(List<Path> files, Database database, String password) throws SQLException, IOException {
            try (Session session = database.open("confiture:test");
                    Statement statement = session.connection().createStatement()) {
                session.connection().setAutoCommit(false);
                statement.setEscapeProcessing(false);
                for (Path file : files) {
                    statement.execute(Files.readString(file));
                }
                session.connection().commit();
            }
        }
    },
    PSQL {
        @Override
        void run(List<Path> files, Database database, String password) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    "psql", "-X", "-q", "-1", "-v", "ON_ERROR_STOP=1", "-U", "postgres", "-d", database.name()));
            command.addAll(List.of(
                    "-h",
                    database.hosts().split(":", 2)[0],
                    "-p",
                    database.hosts().split(":", 2)[1]));
            files.forEach(file -> command.addAll(List.of("-f", file.toString())));
            ProcessBuilder psql = new ProcessBuilder(command).redirectErrorStream(true);
            psql.environment().put("PGPASSWORD", password);
            Process process = psql.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            try {
                assertThat(process.waitFor()).as(output).isZero();
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while psql ran", e);
            }
        }

        @Override
        boolean isHere() {
            return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, "psql")));
        }
    };

    /** @param password of the superuser {@code postgres} */
    abstract void run(List<Path> files, Database database, String password) throws SQLException, IOException;

    boolean isHere() {
        return true;
    }
}
