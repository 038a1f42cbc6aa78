package dev.confiture.db;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/**
 * What the server said while it did what it was told: a {@code WARNING}, or a {@code NOTICE} or {@code INFO}, of its own
 * or of {@code RAISE}.
 *
 * @param completed how many statements of the message were done before
 * @param text one line
 * @param why state, detail, hint and context, in lines; empty if there is none of them
 */
public record ServerNotice(int completed, Kind kind, String text, String why) {

    /** The word is in the server's language, the class of the state is not; {@code RAISE WARNING} has 01000. */
    private static final String WARNING_CLASS = "01";

    /** How much it matters. */
    public enum Kind {
        WARNING,
        NOTICE
    }

    static ServerNotice of(int completed, SQLWarning warning) {
        Optional<ServerErrorMessage> told = warning instanceof PSQLWarning ours
                ? Optional.ofNullable(ours.getServerErrorMessage())
                : Optional.empty();
        String text = told.map(ServerErrorMessage::getMessage).orElse(String.valueOf(warning.getMessage()));
        String state = String.valueOf(warning.getSQLState());
        boolean isWarning = state.startsWith(WARNING_CLASS)
                || told.map(ServerErrorMessage::getSeverity)
                        .filter("WARNING"::equals)
                        .isPresent();
        return new ServerNotice(
                completed, isWarning ? Kind.WARNING : Kind.NOTICE, text, SqlErrors.facts(told, warning.getSQLState()));
    }

    /** Of a driver's chain. */
    static List<ServerNotice> all(@Nullable SQLWarning first) {
        List<ServerNotice> notices = new ArrayList<>();
        for (SQLException at = first; at instanceof SQLWarning warning; at = warning.getNextWarning()) {
            notices.add(of(0, warning));
        }
        return notices;
    }
}
