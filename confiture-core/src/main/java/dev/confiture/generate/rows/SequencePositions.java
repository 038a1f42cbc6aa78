package dev.confiture.generate.rows;

import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.db.Session;
import dev.confiture.plan.rename.Renames;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The last numbers that sequences gave, those of identity columns too. */
record SequencePositions(SortedMap<String, Position> byPath) {

    private static final String SEQUENCES = Queries.resource("sequences");

    /** Every sequence gives its first number, so that none stands where a new one would. */
    private static final String USE =
            "SELECT nextval(format('%I.%I', schemaname, sequencename)) FROM pg_sequences WHERE last_value IS NULL";

    SequencePositions {
        byPath = Collections.unmodifiableSortedMap(new TreeMap<>(byPath));
    }

    /**
     * @param last the number before the one that comes next
     * @param isUsed whether it gave that
     * @param column that owns the sequence
     */
    record Position(ObjectKey sequence, long last, boolean isUsed, boolean countsUp, Optional<ObjectKey> column) {

        static Position of(ResultSet row) throws SQLException {
            Optional<String> relation = Optional.ofNullable(row.getString(5));
            String column = row.getString(6);
            return new Position(
                    ObjectKey.of(ObjectKind.SEQUENCE, row.getString(1), row.getString(2)),
                    row.getLong(3),
                    !row.wasNull(),
                    row.getBoolean(4),
                    relation.map(path -> ObjectKey.of(ObjectKind.COLUMN, path, column)));
        }

        Position before(long next) {
            return new Position(sequence, countsUp ? next - 1 : next + 1, isUsed, countsUp, column);
        }

        boolean isBehind(Position earlier) {
            return countsUp == earlier.countsUp && (countsUp ? last < earlier.last : last > earlier.last);
        }

        /** That it is lost may be said of the sequence, its column or the column's table. */
        boolean isAmong(Set<ObjectKey> announced) {
            return announced.contains(sequence)
                    || column.filter(key -> announced.stream()
                                    .anyMatch(said ->
                                            said.equals(key) || said.path().equals(key.container())))
                            .isPresent();
        }
    }

    static void use(Session session) throws SQLException {
        session.query(USE, row -> row.getLong(1));
    }

    static SequencePositions read(Session session) throws SQLException {
        SortedMap<String, Position> positions = new TreeMap<>();
        for (Position position : session.query(SEQUENCES, Position::of)) {
            String path = position.sequence().path();
            positions.put(path, position.isUsed() ? position : position.before(next(session, path)));
        }
        return new SequencePositions(positions);
    }

    /** What the view of the server does not tell of a sequence that gave no number. */
    private static long next(Session session, String path) throws SQLException {
        return session.queryOne("SELECT last_value FROM " + path, row -> row.getLong(1))
                .orElseThrow();
    }

    /**
     * The sequences that are still there in {@code later} and would give numbers again, one sentence each.
     *
     * @param announced what a plan says that it loses
     */
    List<Loss> losses(SequencePositions later, Set<ObjectKey> announced, Renames renames) {
        List<Loss> losses = new ArrayList<>();
        byPath.forEach((path, position) -> Stream.ofNullable(later.byPath.get(renames.nowPath(path)))
                .filter(now -> position.isUsed() && now.isBehind(position) && !position.isAmong(announced))
                .map(now ->
                        Loss.of(position.sequence(), " gave " + position.last() + " and goes on after " + now.last()))
                .forEach(losses::add));
        return losses;
    }
}
