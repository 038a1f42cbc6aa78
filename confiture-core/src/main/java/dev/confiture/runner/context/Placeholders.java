package dev.confiture.runner.context;

import dev.confiture.problem.ConfitureException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/**
 * The {@code ?} of one statement. The driver would keep a value of the row before where a row has too few, and its words
 * for what does not fit name columns.
 */
public final class Placeholders {

    private static final String NO_SQL_TYPE = "07006";

    private final PreparedStatement statement;
    private final int count;

    private Placeholders(PreparedStatement statement, int count) {
        this.statement = statement;
        this.count = count;
    }

    /** Asks the driver alone: the server is not asked, and the transaction does not fail. */
    public static Placeholders of(PreparedStatement statement) {
        int count = 0;
        try {
            while (true) {
                statement.setNull(count + 1, Types.NULL);
                count++;
            }
        } catch (SQLException e) {
            return new Placeholders(statement, count); // JDBC: "if parameterIndex does not correspond to a marker"
        }
    }

    /**
     * Gives each its value.
     *
     * @throws ConfitureException if they are more or fewer, or of a type that the driver does not know
     */
    public void set(@Nullable Object @Nullable ... values) throws SQLException {
        if (values == null) {
            throw AllowedSql.refused(
                    "The array of parameters is null.",
                    "Java takes a null that stands alone for the array",
                    "write (Object) null for one SQL null");
        }
        if (values.length != count) {
            throw AllowedSql.refused(
                    "The SQL has " + count(count, "placeholder") + ", and the call gives "
                            + count(values.length, "parameter") + ".",
                    "each ? stands for one parameter, in their order",
                    "give as many as there are ?; PostgreSQL's operators with a question mark are written ??");
        }
        for (int i = 0; i < count; i++) {
            set(i + 1, values[i]);
        }
    }

    private void set(int index, @Nullable Object value) throws SQLException {
        try {
            statement.setObject(index, value);
        } catch (SQLException e) {
            if (value == null || !NO_SQL_TYPE.equals(e.getSQLState())) {
                throw e;
            }
            throw AllowedSql.refused(
                    "Parameter " + index + " is a " + value.getClass().getName() + ".",
                    "the PostgreSQL driver knows no SQL type for it",
                    "pass text with a cast (?::interval), a number, a java.time value such as OffsetDateTime, a UUID, bytes,"
                            + " or an array of those");
        }
    }

    private static String count(int number, String word) {
        return number == 1 ? "1 " + word : (number == 0 ? "no" : number) + " " + word + "s";
    }
}
