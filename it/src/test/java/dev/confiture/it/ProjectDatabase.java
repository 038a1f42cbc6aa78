package dev.confiture.it;

import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.embedded.EmbeddedOptions;
import dev.confiture.embedded.EmbeddedPostgres;
import dev.confiture.event.EventSink;
import dev.confiture.introspect.Definition;
import dev.confiture.introspect.DefinitionScope;
import dev.confiture.introspect.ServerDefinitions;
import dev.confiture.sql.Identifier;
import dev.confiture.sql.QualifiedName;
import java.io.File;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A database on the embedded server of a project, as plain JDBC sees it. */
public final class ProjectDatabase implements AutoCloseable {

    /** The database of the sample project: {@code database_url: embedded/notes}. */
    private static final String NOTES = "notes";

    private static final String APPLICATION = "confiture-it";

    private final Session session;

    private ProjectDatabase(Session session) {
        this.session = session;
    }

    /** The sample project's database; the server is started if it does not run. */
    public static ProjectDatabase of(File project) throws SQLException {
        return of(project, NOTES);
    }

    /** Another database of the same server. */
    public static ProjectDatabase of(File project, String name) throws SQLException {
        return new ProjectDatabase(server(project).named(name).open(APPLICATION));
    }

    /** Makes the sample project's database before Maven runs. */
    public static ProjectDatabase create(File project) throws SQLException {
        try (Session admin = server(project).open(APPLICATION)) {
            admin.execute("CREATE DATABASE " + NOTES);
        }
        return of(project);
    }

    /** Whether the server has a database of that name. */
    public static boolean exists(File project, String name) throws SQLException {
        try (Session admin = server(project).open(APPLICATION)) {
            return admin.queryOne("SELECT 1 FROM pg_database WHERE datname = ?", row -> row.getInt(1), name)
                    .isPresent();
        }
    }

    private static Database server(File project) {
        return EmbeddedPostgres.inProject(project.toPath(), EmbeddedOptions.durable())
                .start(EventSink.none());
    }

    public ProjectDatabase execute(String sql) throws SQLException {
        session.execute(sql);
        return this;
    }

    /** Each row as one text, its columns joined by a blank; null is {@code -}. */
    public List<String> rows(String sql) throws SQLException {
        Connection connection = session.connection();
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            ResultSetMetaData columns = result.getMetaData();
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int column = 1; column <= columns.getColumnCount(); column++) {
                    cells.add(Optional.ofNullable(result.getString(column)).orElse("-"));
                }
                rows.add(String.join(" ", cells));
            }
        }
        return rows;
    }

    /** The columns of a table, in order; none if there is no such table. */
    public List<String> columns(String table) throws SQLException {
        return rows("SELECT attname FROM pg_attribute WHERE attrelid = to_regclass('" + table
                + "') AND attnum > 0 AND NOT attisdropped ORDER BY attnum");
    }

    /** The ledger's rows in version order: {@code 1 create_note built}. None if there is no ledger. */
    public List<String> ledger() throws SQLException {
        return columns("public.tb_confiture").isEmpty()
                ? List.of()
                : rows("SELECT version, name, state FROM public.tb_confiture ORDER BY version_key");
    }

    /** The kinds of the ledger's events, in the order in which they happened. */
    public List<String> events() throws SQLException {
        return columns("public.tb_confiture_event").isEmpty()
                ? List.of()
                : rows("SELECT kind FROM public.tb_confiture_event ORDER BY pk_confiture_event");
    }

    /** Everything but the ledger, as the server prints it. */
    public List<String> definitions() throws SQLException {
        DefinitionScope scope = DefinitionScope.everything()
                .without(List.of(
                        ledgerTable("tb_confiture"),
                        ledgerTable("tb_confiture_event"),
                        ledgerTable("tb_confiture_statement")));
        return ServerDefinitions.read(session, scope).all().stream()
                .map(Definition::toString)
                .toList();
    }

    private static QualifiedName ledgerTable(String name) {
        return QualifiedName.of(Identifier.of("public"), Identifier.of(name));
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
