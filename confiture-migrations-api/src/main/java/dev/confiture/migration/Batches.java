package dev.confiture.migration;

import java.util.Objects;

/**
 * How a table is cut into batches of rows: in the order of one column. Every batch commits, so a migration that uses
 * them declares {@code transactional = false}.
 *
 * @param table as it would stand in SQL: {@code app.users}
 * @param key the name of a column that is never null and has an index, as PostgreSQL stores it; best the primary key
 * @param size how many rows a batch has, 1 to 1,000,000; more where several rows share the last key
 */
public record Batches(String table, String key, int size) {

    private static final int USUAL_SIZE = 1_000;
    private static final int LARGEST = 1_000_000;

    /**
     * Refuses a size out of range.
     *
     * @param table as it would stand in SQL
     * @param key the column that orders them
     * @param size how many rows a batch has
     */
    public Batches {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(key, "key");
        if (size < 1 || size > LARGEST) {
            throw new IllegalArgumentException("a batch has 1 to " + LARGEST + " rows, not " + size);
        }
    }

    /**
     * Batches of a thousand rows.
     *
     * @param table as it would stand in SQL
     * @param key the column that orders them
     * @return the batches
     */
    public static Batches of(String table, String key) {
        return new Batches(table, key, USUAL_SIZE);
    }

    /**
     * The same with another number of rows. A batch should take a second or less: it holds its row locks until it
     * commits.
     *
     * @param rows how many rows a batch has
     * @return the batches
     */
    public Batches withSize(int rows) {
        return new Batches(table, key, rows);
    }
}
