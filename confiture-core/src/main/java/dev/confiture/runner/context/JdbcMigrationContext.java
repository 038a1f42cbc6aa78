package dev.confiture.runner.context;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confiture.db.Session;
import dev.confiture.history.Digest;
import dev.confiture.migration.MigrationContext;
import dev.confiture.migration.RowMapper;
import dev.confiture.problem.ConfitureException;
import dev.confiture.sql.SplitScript;
import dev.confiture.sql.SqlStatement;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Runs one migration's SQL on one session, remembers what was sent and which statement failed first. */
public final class JdbcMigrationContext implements MigrationContext {

    private static final int BATCH = 1_000;

    private final Session session;
    private final Class<?> type;
    private final boolean rawConnection;
    private final RunListener listener;
    private final Thread owner = Thread.currentThread();
    private final SentSql sent = new SentSql();
    private Optional<FailedStatement> failure = Optional.empty();
    private Optional<ConfitureException> refusal = Optional.empty();
    private boolean ended;

    public JdbcMigrationContext(Session session, Class<?> type, boolean rawConnection, RunListener listener) {
        this.session = session;
        this.type = type;
        this.rawConnection = rawConnection;
        this.listener = listener;
    }

    /** The migration is over: from now on every call is refused. Says what it sent. */
    public Digest end() {
        ended = true;
        refusal.ifPresent(refused -> {
            throw refused;
        });
        return sent.digest();
    }

    /** The first statement that the server refused. */
    public Optional<FailedStatement> failure() {
        return failure;
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
        SplitScript script = allowed(sql, AllowedSql::script);
        for (SqlStatement statement : script.statements()) {
            String text = script.text(statement);
            sent.statement(text);
            try {
                if (statement.copyData().isPresent()) {
                    SqlStatement.CopyData rows = statement.copyData().get();
                    String data = sql.substring(rows.start(), rows.end());
                    sent.statement(data);
                    copyManager().copyIn(text, new StringReader(data));
                } else {
                    session.execute(text);
                }
            } catch (SQLException e) {
                throw failed(e, sql, statement.start(), resource);
            } catch (IOException e) {
                throw new SQLException("the rows of " + text + " cannot be read", e);
            }
            listener.executed(text);
        }
    }

    @Override
    public long update(String sql, Object... parameters) throws SQLException {
        allowed(sql, AllowedSql::statement);
        try (PreparedStatement statement = prepare(sql, parameters)) {
            long rows = statement.executeLargeUpdate();
            listener.executed(sql);
            return rows;
        } catch (SQLException e) {
            throw failed(e, sql, 0, Optional.empty());
        }
    }

    @Override
    public <T> List<T> query(String sql, RowMapper<T> rowMapper, Object... parameters) throws SQLException {
        allowed(sql, AllowedSql::statement);
        List<T> values = new ArrayList<>();
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                values.add(rowMapper.map(rows));
            }
        } catch (SQLException e) {
            throw failed(e, sql, 0, Optional.empty());
        }
        listener.executed(sql);
        return values;
    }

    @Override
    public long batch(String sql, Iterable<Object[]> rows) throws SQLException {
        allowed(sql, AllowedSql::statement);
        sent.statement(sql);
        long changed = 0;
        try (PreparedStatement statement = session.connection().prepareStatement(sql)) {
            int waiting = 0;
            for (Object[] row : rows) {
                set(statement, row);
                statement.addBatch();
                if (++waiting == BATCH) {
                    changed += changedRows(statement);
                    waiting = 0;
                }
            }
            changed += changedRows(statement);
        } catch (SQLException e) {
            throw failed(e, sql, 0, Optional.empty());
        }
        listener.executed(sql);
        return changed;
    }

    private static long changedRows(PreparedStatement statement) throws SQLException {
        // Negative counts mean "done, number unknown".
        return Arrays.stream(statement.executeLargeBatch())
                .filter(count -> count > 0)
                .sum();
    }

    private PreparedStatement prepare(String sql, @Nullable Object... parameters) throws SQLException {
        sent.statement(sql);
        PreparedStatement statement = session.connection().prepareStatement(sql);
        try {
            set(statement, parameters);
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    private void set(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        sent.parameters(parameters);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    @Override
    public long copyIn(String copySql, InputStream data) throws SQLException, IOException {
        allowed(copySql, AllowedSql::statement);
        sent.statement(copySql);
        try {
            long rows = copyManager().copyIn(copySql, new DigestedInput(data, sent));
            listener.executed(copySql);
            return rows;
        } catch (SQLException e) {
            throw failed(e, copySql, 0, Optional.empty());
        }
    }

    @Override
    public long copyOut(String copySql, OutputStream data) throws SQLException, IOException {
        allowed(copySql, AllowedSql::statement);
        sent.statement(copySql);
        try {
            long rows = copyManager().copyOut(copySql, data);
            listener.executed(copySql);
            return rows;
        } catch (SQLException e) {
            throw failed(e, copySql, 0, Optional.empty());
        }
    }

    private CopyManager copyManager() throws SQLException {
        return session.connection().unwrap(PGConnection.class).getCopyAPI();
    }

    @Override
    public void note(String progress) {
        checkUse();
        listener.noted(progress);
    }

    @Override
    public Connection connection() throws SQLException {
        checkUse();
        if (!rawConnection) {
            throw refuse(AllowedSql.refused(
                    "The migration takes the connection without saying so.",
                    "what is sent over it is neither counted nor digested",
                    "use the methods of MigrationContext, or declare @Migration(rawConnection = true)"));
        }
        return GuardedConnection.over(session.connection(), this::refuse);
    }

    private SplitScript allowed(String sql, Function<String, SplitScript> rule) {
        checkUse();
        try {
            return rule.apply(sql);
        } catch (ConfitureException e) {
            throw refuse(e);
        }
    }

    /** Remembered, so that a migration which catches it fails all the same. */
    private ConfitureException refuse(ConfitureException refused) {
        refusal = refusal.or(() -> Optional.of(refused));
        return refused;
    }

    private void checkUse() {
        if (ended || Thread.currentThread() != owner) {
            throw AllowedSql.refused(
                    "The migration uses its MigrationContext "
                            + (ended ? "after its method returned." : "on another thread."),
                    "the context belongs to one call of up or down, on one thread",
                    "do all work before the method returns, on the thread that called it");
        }
    }

    private SQLException failed(SQLException error, String sql, int start, Optional<String> resource) {
        failure = failure.or(() -> Optional.of(new FailedStatement(error, sql, start, resource)));
        return error;
    }
}
