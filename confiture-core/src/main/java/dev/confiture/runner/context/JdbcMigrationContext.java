package dev.confiture.runner.context;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confiture.db.Session;
import dev.confiture.history.Digest;
import dev.confiture.migration.BatchWork;
import dev.confiture.migration.Batches;
import dev.confiture.migration.MigrationContext;
import dev.confiture.migration.RowMapper;
import dev.confiture.problem.ConfitureException;
import dev.confiture.runner.context.Conversation.Statement;
import dev.confiture.sql.SplitScript;
import dev.confiture.sql.SqlStatement;
import dev.confiture.sql.StatementKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Runs one migration's SQL on one session, remembers what was sent and which statement failed first. */
public final class JdbcMigrationContext implements MigrationContext {

    private static final int BATCH = 1_000;

    private final Session session;
    private final Class<?> type;
    private final boolean rawConnection;
    private final StatementSender sender;
    private final Conversation conversation;

    public JdbcMigrationContext(Session session, Class<?> type, boolean rawConnection, StatementSender sender) {
        this.session = session;
        this.type = type;
        this.rawConnection = rawConnection;
        this.sender = sender;
        this.conversation = new Conversation(sender);
    }

    /** The migration is over: from now on every call is refused. Says what it sent. */
    public Digest end() {
        return conversation.end();
    }

    /** How many statements came to their end so far; an interrupted run's records count. */
    public int statements() {
        return conversation.statements();
    }

    /** How many rows they changed, as far as the server tells. */
    public long changedRows() {
        return conversation.changedRows();
    }

    /** The first statement that the server refused. */
    public Optional<FailedStatement> failure() {
        return conversation.failure();
    }

    @Override
    public void execute(String sql) throws SQLException {
        run(sql, Optional.empty());
    }

    @Override
    public void script(String resource) throws SQLException {
        String name = resource.startsWith("/")
                ? resource.substring(1)
                : type.getPackageName().replace('.', '/')
                        + (type.getPackageName().isEmpty() ? "" : "/")
                        + resource;
        run(read(name), Optional.of(name));
    }

    private String read(String name) throws SQLException {
        ClassLoader loader = type.getClassLoader();
        try (InputStream content = loader.getResourceAsStream(name)) {
            if (content == null) {
                throw new SQLException("there is no resource " + name + " on the class path");
            }
            String text = UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(content.readAllBytes()))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new SQLException("the resource " + name + " is not UTF-8", e);
        } catch (IOException e) {
            throw new SQLException("the resource " + name + " cannot be read", e);
        }
    }

    private void run(String sql, Optional<String> resource) throws SQLException {
        SplitScript script = conversation.allowed(sql, text -> AllowedSql.script(text, resource));
        for (SqlStatement statement : script.statements()) {
            String text = script.text(statement);
            Optional<String> rows = statement.copyData().map(data -> sql.substring(data.start(), data.end()));
            Statement call = conversation.statement(text, statement.kind());
            rows.ifPresent(call::content);
            try {
                call.send(() -> {
                    if (rows.isPresent()) {
                        return session.copyIn(text, rows.get());
                    }
                    return session.execute(text);
                });
            } catch (SQLException e) {
                throw conversation.failed(e, sql, statement.start(), resource);
            }
        }
    }

    @Override
    public long update(String sql, Object... parameters) throws SQLException {
        Statement call = conversation.statement(sql);
        // Before it is recorded as sent: what does not fit is not.
        try (PreparedStatement statement = prepare(sql, parameters)) {
            call.parameters(parameters);
            return call.send(statement::executeLargeUpdate);
        } catch (SQLException e) {
            throw conversation.failed(e, sql, 0, Optional.empty());
        }
    }

    @Override
    public <T> List<T> query(String sql, RowMapper<T> rowMapper, Object... parameters) throws SQLException {
        Statement call = conversation.statement(sql);
        try (PreparedStatement statement = prepare(sql, parameters)) {
            call.parameters(parameters);
            return call.<List<T>, RuntimeException>ask(() -> {
                List<T> values = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        values.add(rowMapper.map(rows));
                    }
                }
                return values;
            });
        } catch (SQLException e) {
            throw conversation.failed(e, sql, 0, Optional.empty());
        }
    }

    @Override
    public long batch(String sql, Iterable<Object[]> rows) throws SQLException {
        Statement call = conversation.statement(sql);
        try {
            return call.<Long, RuntimeException>ask(() -> {
                long changed = 0;
                try (PreparedStatement statement = session.connection().prepareStatement(sql)) {
                    Placeholders placeholders = Placeholders.of(statement);
                    int waiting = 0;
                    for (Object[] row : rows) {
                        placeholders.set(row);
                        conversation.parameters(row);
                        statement.addBatch();
                        if (++waiting == BATCH) {
                            changed += changedRows(statement);
                            waiting = 0;
                        }
                    }
                    return conversation.changed(changed + changedRows(statement));
                }
            });
        } catch (SQLException e) {
            throw conversation.failed(e, sql, 0, Optional.empty());
        }
    }

    private static long changedRows(PreparedStatement statement) throws SQLException {
        // Negative counts mean "done, number unknown".
        return Arrays.stream(statement.executeLargeBatch())
                .filter(count -> count > 0)
                .sum();
    }

    @Override
    public long inBatches(String activity, Batches batches, BatchWork work) throws SQLException {
        return conversation.inBatches(activity, batches, work);
    }

    private PreparedStatement prepare(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = session.connection().prepareStatement(sql);
        try {
            Placeholders.of(statement).set(parameters);
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        } catch (ConfitureException e) {
            statement.close();
            throw conversation.refuse(e);
        }
    }

    @Override
    public long copyIn(String copySql, InputStream data) throws SQLException, IOException {
        Statement call = conversation.statement(copySql);
        try {
            return call.<Long, IOException>ask(() ->
                    conversation.changed(copyManager().copyIn(copySql, new DigestedInput(data, conversation.sent()))));
        } catch (SQLException e) {
            throw conversation.failed(e, copySql, 0, Optional.empty());
        }
    }

    @Override
    public long copyOut(String copySql, OutputStream data) throws SQLException, IOException {
        Statement call = conversation.statement(copySql);
        try {
            return call.<Long, IOException>ask(() -> copyManager().copyOut(copySql, data));
        } catch (SQLException e) {
            throw conversation.failed(e, copySql, 0, Optional.empty());
        }
    }

    private CopyManager copyManager() throws SQLException {
        return session.connection().unwrap(PGConnection.class).getCopyAPI();
    }

    @Override
    public void note(String progress) {
        conversation.checkUse();
        sender.noted(progress);
    }

    @Override
    public Connection connection() throws SQLException {
        conversation.checkUse();
        if (!rawConnection) {
            throw conversation.refuse(AllowedSql.refused(
                    "The migration takes the connection without saying so.",
                    "what is sent over it is neither counted nor digested",
                    "use the methods of MigrationContext, or declare @Migration(rawConnection = true)"));
        }
        return conversation
                .statement("the connection itself", StatementKind.OTHER)
                .<Connection, RuntimeException>ask(() -> GuardedConnection.over(session.connection(), conversation));
    }
}
