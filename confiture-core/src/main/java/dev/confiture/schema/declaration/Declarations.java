package dev.confiture.schema.declaration;

import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.ObjectKind.Place;
import dev.confiture.problem.Problem;
import dev.confiture.problem.SourceSpan;
import dev.confiture.schema.BuiltSchema;
import dev.confiture.sql.Identifier;
import dev.confiture.sql.QualifiedName;
import dev.confiture.sql.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a schema's scripts declare. Unmodifiable. */
public final class Declarations {

    /** Of a schema that no script made. */
    public static final Declarations NONE = new Declarations(Map.of(), List.of(), List.of());

    /** Those of one name in the scripts' order. */
    private final Map<DeclaredName, List<Declaration>> byName;

    private final List<DeclaredRename> renames;
    private final List<Problem> problems;

    private Declarations(
            Map<DeclaredName, List<Declaration>> byName, List<DeclaredRename> renames, List<Problem> problems) {
        this.byName = Map.copyOf(byName);
        this.renames = List.copyOf(renames);
        this.problems = List.copyOf(problems);
    }

    /**
     * By what a declaration is looked up; schemas are compared afterwards, because not every declaration states its own.
     *
     * @param whole the relation that it is a part of
     */
    private record DeclaredName(Optional<Identifier> whole, Identifier name) {

        static DeclaredName of(Declaration declaration) {
            return new DeclaredName(
                    declaration.whole().map(QualifiedName::name),
                    declaration.name().name());
        }

        static Optional<DeclaredName> of(ObjectKey key) {
            return KeyNames.base(key).map(name -> new DeclaredName(relation(key).map(QualifiedName::name), name));
        }

        private static Optional<QualifiedName> relation(ObjectKey key) {
            return key.kind().place() == Place.RELATION ? Declarations.relation(key) : Optional.empty();
        }
    }

    public static Declarations of(BuiltSchema schema) {
        List<Declaration> found = new ArrayList<>();
        for (SqlStatement statement : schema.split().statements()) {
            switch (statement.kind()) {
                case INSERT, COPY_FROM_STDIN, CHANGE_ROWS, SELECT, COMMENT, DO -> {}
                default -> found.addAll(new StatementReader(schema, statement).declarations());
            }
        }
        Map<DeclaredName, List<Declaration>> byName = found.stream().collect(Collectors.groupingBy(DeclaredName::of));
        RenameComments comments = RenameComments.read(schema, found);
        return new Declarations(byName, comments.renames(), comments.problems());
    }

    /** What comments tell of former names. */
    public List<DeclaredRename> renames() {
        return renames;
    }

    /** Comments that tell nothing. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * The place that makes the object, else the one that makes what it is a part of. Of several the last, which is the one
     * that counts where a script replaces what it made.
     */
    public Optional<SourceSpan> place(ObjectKey key) {
        Optional<SourceSpan> own =
                candidates(key).reduce((first, second) -> second).map(Declaration::place);
        return own.or(() -> whole(key));
    }

    /** Those that may declare the object, in their order. */
    public Stream<Declaration> candidates(ObjectKey key) {
        return DeclaredName.of(key).stream().flatMap(this::named).filter(each -> each.mayBe(key));
    }

    private Stream<Declaration> named(DeclaredName name) {
        return byName.getOrDefault(name, List.of()).stream();
    }

    private Optional<SourceSpan> whole(ObjectKey key) {
        return switch (key.kind()) {
            case COLUMN_DEFAULT -> place(ObjectKey.of(ObjectKind.COLUMN, key.container(), key.name()));
            default -> relation(key).flatMap(this::place);
        };
    }

    private Optional<SourceSpan> place(QualifiedName relation) {
        return named(new DeclaredName(Optional.empty(), relation.name()))
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
