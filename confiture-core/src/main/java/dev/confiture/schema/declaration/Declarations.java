package dev.confiture.schema.declaration;

import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.problem.Problem;
import dev.confiture.problem.SourceSpan;
import dev.confiture.schema.BuiltSchema;
import dev.confiture.sql.Identifier;
import dev.confiture.sql.QualifiedName;
import dev.confiture.sql.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a schema's scripts declare, in their order.
 *
 * @param renames what comments tell of former names
 * @param problems comments that tell nothing
 */
public record Declarations(List<Declaration> all, List<DeclaredRename> renames, List<Problem> problems) {

    /** Of a schema that no script made. */
    public static final Declarations NONE = new Declarations(List.of(), List.of(), List.of());

    public Declarations {
        all = List.copyOf(all);
        renames = List.copyOf(renames);
        problems = List.copyOf(problems);
    }

    public static Declarations of(BuiltSchema schema) {
        List<Declaration> found = new ArrayList<>();
        for (SqlStatement statement : schema.split().statements()) {
            switch (statement.kind()) {
                case INSERT, COPY_FROM_STDIN, CHANGE_ROWS, SELECT, COMMENT, DO -> {}
                default -> found.addAll(new StatementReader(schema, statement).declarations());
            }
        }
        RenameComments comments = RenameComments.read(schema, found);
        return new Declarations(found, comments.renames(), comments.problems());
    }

    /**
     * The place that makes the object, else the one that makes what it is a part of. Of several the last, which is the one
     * that counts where a script replaces what it made.
     */
    public Optional<SourceSpan> place(ObjectKey key) {
        Optional<SourceSpan> own = all.stream()
                .filter(each -> each.mayBe(key))
                .reduce((first, second) -> second)
                .map(Declaration::place);
        return own.or(() -> whole(key));
    }

    private Optional<SourceSpan> whole(ObjectKey key) {
        return switch (key.kind()) {
            case COLUMN_DEFAULT -> place(ObjectKey.of(ObjectKind.COLUMN, key.container(), key.name()));
            default -> relation(key).flatMap(this::place);
        };
    }

    private Optional<SourceSpan> place(QualifiedName relation) {
        return all.stream()
                .filter(each -> each.whole().isEmpty() && each.name().name().equals(relation.name()))
                .filter(each ->
                        each.name().schema().isEmpty() || each.name().schema().equals(relation.schema()))
                .findFirst()
                .map(Declaration::place);
    }

    private static Optional<QualifiedName> relation(ObjectKey key) {
        List<Identifier> parts = KeyNames.of(key.container());
        return parts.size() == 2 ? Optional.of(QualifiedName.of(parts.get(0), parts.get(1))) : Optional.empty();
    }
}
