package dev.confiture.schema.order;

import java.util.List;

/**
 * A foreign key inside CREATE TABLE.
 *
 * @param columns as written; empty if unknown
 * @param table the referenced table, as written
 * @param referenced its columns, as written; empty for its primary key
 */
record ForeignKey(List<String> columns, String table, List<String> referenced) {

    ForeignKey {
        columns = List.copyOf(columns);
        referenced = List.copyOf(referenced);
    }

    List<String> meanings(SearchPath path) {
        return new Names(table).at(0).map(path::meanings).orElse(List.of());
    }

    /** As it would be added to an existing table. */
    String asAlterTable(String from) {
        String names = columns.isEmpty() ? "…" : String.join(", ", columns);
        return "ALTER TABLE " + from + " ADD FOREIGN KEY (" + names + ") REFERENCES " + table
                + (referenced.isEmpty() ? "" : " (" + String.join(", ", referenced) + ")") + ";";
    }
}
