package dev.confiture.processor;

import dev.confiture.index.IndexEntry;
import dev.confiture.index.KnownSql;
import dev.confiture.index.MigrationOptions;
import dev.confiture.index.MigrationSource;
import dev.confiture.index.MigrationVersion;
import dev.confiture.processor.source.ClassSource;
import dev.confiture.processor.source.ClassSource.AnnotationText;
import dev.confiture.processor.source.MethodSql;
import dev.confiture.processor.source.SqlCall;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.PackageElement;
import javax.lang.model.util.Elements;

/** Makes a declaration's entry in the index. */
final class EntryBuilder {

    /** Where there is no source: something runs, nothing is known. */
    private static final KnownSql UNKNOWN = new KnownSql(List.of(), 1);

    private final Elements elements;

    EntryBuilder(Elements elements) {
        this.elements = elements;
    }

    /**
     * The source's side of a migration.
     *
     * @param digest of the source's tokens
     */
    record Facts(ClassSource source, String digest, MethodSql up, MethodSql down) {}

    /**
     * @param facts empty if the compiler gives no source
     */
    IndexEntry entry(Declaration declaration, MigrationVersion version, Optional<Facts> facts) {
        return new IndexEntry(
                version,
                declaration.migration().text("name").orElse(""),
                declaration.className(),
                declaration.form(),
                options(declaration),
                source(declaration, facts),
                sql(declaration.up(), "Up", true, declaration, facts),
                sql(declaration.down(), "Down", declaration.hasDownMethod(), declaration, facts));
    }

    private MigrationOptions options(Declaration declaration) {
        AnnotationMembers members = declaration.migration();
        MigrationOptions defaults = MigrationOptions.DEFAULTS;
        return new MigrationOptions(
                members.flag("transactional", defaults.transactional()),
                declaration.irreversible(),
                declaration.dependencies().stream()
                        .map(value -> elements.getBinaryName(Declaration.classOf(value))
                                .toString())
                        .toList(),
                members.flag("data", defaults.data()),
                members.flag("retryable", defaults.retryable()),
                declaration.lockTimeout(),
                members.flag("rawConnection", defaults.rawConnection()),
                members.elements("environments").stream()
                        .map(value -> value.getValue().toString())
                        .toList());
    }

    private MigrationSource source(Declaration declaration, Optional<Facts> facts) {
        PackageElement owner = elements.getPackageOf(declaration.type());
        Stream<String> declared = Stream.of(declaration.up(), declaration.down())
                .flatMap(Optional::stream)
                .flatMap(sql -> resource(sql).stream());
        Stream<String> called = facts.stream()
                .flatMap(known -> Stream.of(known.up(), known.down()))
                .flatMap(method -> method.scripts().stream())
                .map(call -> call.text().text());
        List<String> resources = Stream.concat(declared, called)
                .map(name -> Resources.resolve(name, owner))
                .distinct()
                .sorted()
                .toList();
        return new MigrationSource(
                facts.map(known -> known.source().unit().file()).orElse(outermostFile(declaration)),
                facts.map(known -> known.source().line()).orElse(0),
                facts.map(Facts::digest),
                resources);
    }

    /** Java's rule for the name of a public class's file. */
    private static String outermostFile(Declaration declaration) {
        int nested = declaration.className().indexOf('$');
        String outermost =
                nested < 0 ? declaration.className() : declaration.className().substring(0, nested);
        return outermost.replace('.', '/') + ".java";
    }

    static Optional<String> resource(AnnotationMembers sql) {
        return sql.text("resource").filter(name -> !name.isEmpty());
    }

    private static KnownSql sql(
            Optional<AnnotationMembers> declared,
            String annotation,
            boolean hasMethod,
            Declaration declaration,
            Optional<Facts> facts) {
        if (!declaration.isJava()) {
            return declared.map(sql -> declaredSql(sql, annotation, facts)).orElse(KnownSql.NOTHING);
        }
        if (!hasMethod) {
            return KnownSql.NOTHING;
        }
        return facts.map(known -> annotation.equals("Up") ? known.up() : known.down())
                .map(EntryBuilder::calledSql)
                .orElse(UNKNOWN);
    }

    private static KnownSql declaredSql(AnnotationMembers sql, String annotation, Optional<Facts> facts) {
        List<AnnotationValue> values = sql.elements("value");
        List<AnnotationText> texts =
                facts.map(known -> known.source().textsOf(annotation)).orElse(List.of());
        return new KnownSql(
                IntStream.range(0, values.size())
                        .mapToObj(i -> new KnownSql.Call(
                                texts.size() == values.size() ? texts.get(i).line() : 0,
                                false,
                                values.get(i).getValue().toString()))
                        .toList(),
                resource(sql).isPresent() ? 1 : 0);
    }

    private static KnownSql calledSql(MethodSql method) {
        return new KnownSql(method.executed().stream().map(EntryBuilder::call).toList(), method.unknownCalls());
    }

    private static KnownSql.Call call(SqlCall call) {
        return new KnownSql.Call(call.line(), call.conditional(), call.text().text());
    }
}
