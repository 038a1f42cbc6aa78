package dev.confiture.maven.report;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns as wide as their widest cell, two spaces apart. */
public final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    private Table(List<String> head) {
        rows.add(head);
    }

    public static Table of(String... head) {
        return new Table(List.of(head));
    }

    /** @throws IllegalArgumentException if it does not have one cell for each column */
    public Table row(String... cells) {
        if (cells.length != rows.get(0).size()) {
            throw new IllegalArgumentException("not a row of this table: " + String.join(", ", cells));
        }
        rows.add(List.of(cells));
        return this;
    }

    /** Lines with {@code \n} at each end, no blanks at the end of a line. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                line.append(cell).append(" ".repeat(width(column) - points(cell) + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> points(row.get(column))).max().orElse(0);
    }

    private static int points(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
