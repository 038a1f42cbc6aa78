package dev.confiture.schema.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.create.table.ColumnDefinition;
import net.sf.jsqlparser.statement.create.table.CreateTable;
import net.sf.jsqlparser.statement.create.table.ForeignKeyIndex;
import net.sf.jsqlparser.statement.create.table.ForeignKeyReference;
import net.sf.jsqlparser.statement.create.table.Index;
import net.sf.jsqlparser.statement.create.view.CreateView;
import net.sf.jsqlparser.util.TablesNamesFinder;
import org.jspecify.annotations.Nullable;

/** What JSqlParser tells about a statement; it fails on some valid ones, and then the tokens have to do. */
final class ParsedStatement {

    private ParsedStatement() {}

    /** The foreign keys of CREATE TABLE; empty if the statement could not be read as one. */
    static Optional<List<ForeignKey>> foreignKeys(String sql) {
        return parse(sql).filter(CreateTable.class::isInstance).map(it -> foreignKeys((CreateTable) it));
    }

    /** The tables and views that a view reads, as written; empty if it could not be read. */
    static Optional<Set<String>> relations(String sql) {
        return parse(sql).filter(CreateView.class::isInstance).flatMap(ParsedStatement::tables);
    }

    private static Optional<Set<String>> tables(Statement statement) {
        try {
            return Optional.of(new TablesNamesFinder<Void>().getTables(statement));
        } catch (UnsupportedOperationException e) {
            return Optional.empty(); // not analysed, as above
        }
    }

    private static Optional<Statement> parse(String sql) {
        try {
            return Optional.ofNullable(CCJSqlParserUtil.parse(sql));
        } catch (JSQLParserException e) {
            return Optional.empty(); // not analysed: the caller reads the tokens
        }
    }

    private static List<ForeignKey> foreignKeys(CreateTable table) {
        List<ForeignKey> keys = new ArrayList<>();
        for (ColumnDefinition column : orEmpty(table.getColumnDefinitions())) {
            if (column.getForeignKeyReference() != null) {
                keys.add(key(List.of(column.getColumnName()), column.getForeignKeyReference()));
            }
        }
        for (Index index : orEmpty(table.getIndexes())) {
            if (index instanceof ForeignKeyIndex key) {
                keys.add(key(key.getColumnsNames(), key.getReference()));
            }
        }
        return keys;
    }

    private static ForeignKey key(List<String> columns, ForeignKeyReference reference) {
        return new ForeignKey(
                columns, reference.getTable().getFullyQualifiedName(), orEmpty(reference.getReferencedColumnNames()));
    }

    /** The parser's trees have null for "none". */
    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
