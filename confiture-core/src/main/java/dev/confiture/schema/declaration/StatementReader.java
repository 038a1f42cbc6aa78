package dev.confiture.schema.declaration;

import dev.confiture.catalog.ObjectKind;
import dev.confiture.schema.BuiltSchema;
import dev.confiture.sql.Identifier;
import dev.confiture.sql.QualifiedName;
import dev.confiture.sql.SqlLexer;
import dev.confiture.sql.SqlStatement;
import dev.confiture.sql.SqlToken;
import dev.confiture.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds what one statement declares. What it does not understand declares nothing. */
final class StatementReader {

    private static final Set<String> MODIFIERS = Set.of(
            "OR",
            "REPLACE",
            "GLOBAL",
            "LOCAL",
            "TEMP",
            "TEMPORARY",
            "UNLOGGED",
            "UNIQUE",
            "RECURSIVE",
            "CONSTRAINT",
            "TRUSTED",
            "PROCEDURAL",
            "DEFAULT");

    /** What a table's element begins with if it is no column. */
    private static final Set<String> NO_COLUMN = Set.of("PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "LIKE");

    /** What follows the name of a constraint that is part of its column. */
    private static final Set<String> NAMED_FOR_NOTHING = Set.of("NOT", "NULL", "DEFAULT", "GENERATED");

    private static final Set<ObjectKind> CONSTRAINTS = EnumSet.of(ObjectKind.CONSTRAINT, ObjectKind.FOREIGN_KEY);

    private final BuiltSchema schema;
    private final SqlStatement statement;
    private final String text;
    private final List<SqlToken> tokens;
    private final List<Declaration> found = new ArrayList<>();
    private int at;

    StatementReader(BuiltSchema schema, SqlStatement statement) {
        this.schema = schema;
        this.statement = statement;
        this.text = schema.split().text(statement);
        this.tokens = SqlLexer.tokens(text);
    }

    List<Declaration> declarations() {
        if (skip("CREATE")) {
            create();
        } else if (skip("ALTER")) {
            alter();
        }
        return found;
    }

    private void create() {
        while (at < tokens.size() && MODIFIERS.contains(word(at))) {
            at++;
        }
        Optional<DeclaredKind> kind = DeclaredKind.at(this::word, at);
        if (kind.isEmpty()) {
            return;
        }
        at += kind.get().length();
        skip("CONCURRENTLY");
        skip("IF", "NOT", "EXISTS");
        Optional<QualifiedName> name = isWord("ON") || isWord("AUTHORIZATION") ? Optional.empty() : name();
        if (name.isEmpty()) {
            return;
        }
        switch (kind.get().words()) {
            case "TRIGGER", "POLICY", "RULE" -> partOfTable(kind.get(), name.get());
            case "INDEX" -> add(kind.get().kinds(), Optional.empty(), inSchemaOfTable(name.get()), statement.start());
            default -> {
                add(kind.get().kinds(), Optional.empty(), name.get(), statement.start());
                elements(kind.get(), name.get());
            }
        }
    }

    private void partOfTable(DeclaredKind kind, QualifiedName name) {
        String before = kind.words().equals("RULE") ? "TO" : "ON";
        toWord(before)
                .ifPresent(table ->
                        add(kind.kinds(), Optional.of(table), QualifiedName.of(name.name()), statement.start()));
    }

    /** An index lies where its table lies, and its statement names the table's schema only. */
    private QualifiedName inSchemaOfTable(QualifiedName name) {
        return toWord("ON")
                .map(table -> new QualifiedName(table.schema(), name.name()))
                .orElse(name);
    }

    private Optional<QualifiedName> toWord(String before) {
        while (at < tokens.size() && !isWord(before)) {
            at++;
        }
        at++;
        skip("ONLY");
        return name();
    }

    private void elements(DeclaredKind kind, QualifiedName whole) {
        switch (kind.words()) {
            case "TABLE", "FOREIGN TABLE" -> {
                if (skip("OF") || skip("PARTITION", "OF")) {
                    name();
                }
                parts(whole, ObjectKind.COLUMN);
            }
            case "TYPE" -> {
                if (skip("AS", "ENUM")) {
                    labels(whole);
                } else if (skip("AS")) {
                    parts(whole, ObjectKind.ATTRIBUTE);
                }
            }
            case "DOMAIN" -> constraints(whole, EnumSet.of(ObjectKind.DOMAIN_CONSTRAINT), tokens.size());
            default -> {}
        }
    }

    private void labels(QualifiedName type) {
        for (int i = at; i < tokens.size(); i++) {
            int offset = offset(i);
            KeyNames.label(tokens.get(i).text(text))
                    .ifPresent(label ->
                            add(EnumSet.of(ObjectKind.ENUM_LABEL), Optional.of(type), QualifiedName.of(label), offset));
        }
    }

    /** What stands between the parentheses that open here. */
    private void parts(QualifiedName whole, ObjectKind kind) {
        if (at >= tokens.size() || tokens.get(at).kind() != Kind.OPEN_PARENTHESIS) {
            return;
        }
        at++;
        while (at < tokens.size()) {
            int end = elementEnd();
            if (at < end) {
                part(whole, kind);
                constraints(whole, CONSTRAINTS, end);
            }
            boolean isLast = end >= tokens.size() || tokens.get(end).kind() == Kind.CLOSE_PARENTHESIS;
            at = isLast ? tokens.size() : end + 1;
        }
    }

    private void part(QualifiedName whole, ObjectKind kind) {
        boolean isExclusion = isWord("EXCLUDE")
                && at + 1 < tokens.size()
                && (word(at + 1).equals("USING") || tokens.get(at + 1).kind() == Kind.OPEN_PARENTHESIS);
        boolean isColumn = isName(at) && !NO_COLUMN.contains(word(at)) && !isWord("CONSTRAINT") && !isExclusion;
        if (isColumn) {
            add(EnumSet.of(kind), Optional.of(whole), QualifiedName.of(identifier(at)), offset(at));
        }
    }

    /** The constraints that are named from here on. */
    private void constraints(QualifiedName whole, Set<ObjectKind> kinds, int end) {
        for (int i = at; i + 1 < end; i++) {
            if (word(i).equals("CONSTRAINT") && isName(i + 1) && !belongsToColumn(i + 2, end)) {
                add(kinds, Optional.of(whole), QualifiedName.of(identifier(i + 1)), offset(i));
            }
        }
    }

    /** What has the name is no object: before 18 the server forgets it, then it is a word about the column. */
    private boolean belongsToColumn(int constraint, int end) {
        return constraint < end && NAMED_FOR_NOTHING.contains(word(constraint));
    }

    private void alter() {
        boolean isDomain = isWord("DOMAIN");
        if (!isDomain && !isWord("TABLE") && !(skip("FOREIGN") && isWord("TABLE"))) {
            return;
        }
        at++;
        skip("IF", "EXISTS");
        skip("ONLY");
        Optional<QualifiedName> table = name();
        while (table.isPresent() && at < tokens.size()) {
            int end = elementEnd();
            int action = offset(at);
            if (skip("ADD")) {
                added(table.get(), isDomain, action, end);
            }
            at = end + 1;
        }
    }

    private void added(QualifiedName table, boolean isDomain, int action, int end) {
        if (skip("CONSTRAINT") && isName(at)) {
            Set<ObjectKind> kinds = isDomain ? EnumSet.of(ObjectKind.DOMAIN_CONSTRAINT) : CONSTRAINTS;
            add(kinds, Optional.of(table), QualifiedName.of(identifier(at)), action);
            return;
        }
        boolean isColumn = skip("COLUMN");
        skip("IF", "NOT", "EXISTS");
        if (at < end && isName(at) && (isColumn || !NO_COLUMN.contains(word(at)))) {
            add(EnumSet.of(ObjectKind.COLUMN), Optional.of(table), QualifiedName.of(identifier(at)), action);
            constraints(table, CONSTRAINTS, end);
        }
    }

    /** The comma or the closing parenthesis behind what begins here, or the end of the statement. */
    private int elementEnd() {
        int depth = 0;
        for (int i = at; i < tokens.size(); i++) {
            switch (tokens.get(i).kind()) {
                case OPEN_PARENTHESIS -> depth++;
                case CLOSE_PARENTHESIS -> {
                    if (depth-- == 0) {
                        return i;
                    }
                }
                default -> {
                    if (depth == 0 && tokens.get(i).text(text).equals(",")) {
                        return i;
                    }
                }
            }
        }
        return tokens.size();
    }

    private Optional<QualifiedName> name() {
        if (!isName(at)) {
            return Optional.empty();
        }
        Identifier first = identifier(at++);
        boolean isQualified =
                at + 1 < tokens.size() && tokens.get(at).text(text).equals(".") && isName(at + 1);
        if (!isQualified) {
            return Optional.of(QualifiedName.of(first));
        }
        at += 2;
        return Optional.of(QualifiedName.of(first, identifier(at - 1)));
    }

    private boolean isName(int index) {
        return index < tokens.size() && KeyNames.isName(tokens.get(index), text);
    }

    private Identifier identifier(int index) {
        return Identifier.written(tokens.get(index).text(text));
    }

    private int offset(int index) {
        return statement.start() + tokens.get(index).start();
    }

    private String word(int index) {
        boolean isWord = index < tokens.size() && tokens.get(index).kind() == Kind.WORD;
        return isWord ? tokens.get(index).text(text).toUpperCase(Locale.ROOT) : "";
    }

    private boolean isWord(String wanted) {
        return word(at).equals(wanted);
    }

    private boolean skip(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!word(at + i).equals(words[i])) {
                return false;
            }
        }
        at += words.length;
        return true;
    }

    private void add(Set<ObjectKind> kinds, Optional<QualifiedName> whole, QualifiedName name, int offset) {
        found.add(new Declaration(kinds, whole, name, offset, schema.locate(offset)));
    }
}
