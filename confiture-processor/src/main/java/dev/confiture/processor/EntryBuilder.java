package dev.confiture.processor;

import dev.confiture.index.IndexEntry;
import dev.confiture.index.KnownSql;
import dev.confiture.index.MigrationOptions;
import dev.confiture.index.MigrationSource;
import dev.confiture.index.MigrationVersion;
import dev.confiture.processor.rules.AnnotationMembers;
import dev.confiture.processor.rules.Declaration;
import dev.confiture.processor.rules.Resources;
import dev.confiture.processor.source.ClassSource.AnnotationText;
import dev.confiture.processor.source.MethodSql;
import dev.confiture.processor.source.SourceFacts;
import dev.confiture.processor.source.SqlCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.lang.model.element.AnnotationValue;
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
     * @param facts empty if the compiler gives no source
     */
    IndexEntry entry(Declaration declaration, MigrationVersion version, Optional<SourceFacts> facts) {
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
        List<String> dependsOn = new ArrayList<>();
        for (AnnotationValue value : declaration.dependencies()) {
            dependsOn.add(elements.getBinaryName(Declaration.classOf(value)).toString());
        }
        List<String> environments = new ArrayList<>();
        for (AnnotationValue value : members.elements("environments")) {
            environments.add(value.getValue().toString());
        }
        return new MigrationOptions(
                declaration.isTransactional(),
                declaration.irreversible(),
                dependsOn,
                members.flag("data", defaults.data()),
                members.flag("retryable", defaults.retryable()),
                declaration.lockTimeout(),
                members.flag("rawConnection", defaults.rawConnection()),
                declaration.isRestartable(),
                environments);
    }

    private MigrationSource source(Declaration declaration, Optional<SourceFacts> facts) {
        List<String> resources = resources(declaration, facts);
        return facts.isPresent()
                ? new MigrationSource(
                        facts.get().source().unit().file(),
                        facts.get().source().line(),
                        Optional.of(facts.get().digest()),
                        resources)
                : new MigrationSource(outermostFile(declaration), 0, Optional.empty(), resources);
    }

    /** Those that the annotations name, and those that constant calls of {@code script} name; sorted, each once. */
    private List<String> resources(Declaration declaration, Optional<SourceFacts> facts) {
        List<String> names = new ArrayList<>();
        addResource(names, declaration.up());
        addResource(names, declaration.down());
        if (facts.isPresent()) {
            addScripts(names, facts.get().up());
            addScripts(names, facts.get().down());
        }
        if (names.isEmpty()) {
            return List.of();
        }
        SortedSet<String> resources = new TreeSet<>();
        for (String name : names) {
            resources.add(Resources.resolve(name, elements.getPackageOf(declaration.type())));
        }
        return List.copyOf(resources);
    }

    private static void addResource(List<String> names, Optional<AnnotationMembers> sql) {
        if (sql.isPresent()) {
            Declaration.resourceOf(sql.get()).ifPresent(names::add);
        }
    }

    private static void addScripts(List<String> names, MethodSql method) {
        for (SqlCall call : method.scripts()) {
            names.add(call.text().text());
        }
    }

    /** Java's rule for the name of a public class's file. */
    private static String outermostFile(Declaration declaration) {
        int nested = declaration.className().indexOf('$');
        String outermost =
                nested < 0 ? declaration.className() : declaration.className().substring(0, nested);
        return outermost.replace('.', '/') + ".java";
    }

    private static KnownSql sql(
            Optional<AnnotationMembers> declared,
            String annotation,
            boolean hasMethod,
            Declaration declaration,
            Optional<SourceFacts> facts) {
        if (!declaration.isJava()) {
            return declared.isPresent() ? declaredSql(declared.get(), annotation, facts) : KnownSql.NOTHING;
        }
        if (!hasMethod) {
            return KnownSql.NOTHING;
        }
        return facts.isPresent()
                ? calledSql(
                        annotation.equals("Up") ? facts.get().up() : facts.get().down())
                : UNKNOWN;
    }

    private static KnownSql declaredSql(AnnotationMembers sql, String annotation, Optional<SourceFacts> facts) {
        List<AnnotationValue> values = sql.elements("value");
        List<AnnotationText> texts =
                facts.map(known -> known.source().textsOf(annotation)).orElse(List.of());
        List<KnownSql.Call> calls = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            int line = texts.size() == values.size() ? texts.get(i).line() : 0;
            calls.add(new KnownSql.Call(line, false, values.get(i).getValue().toString()));
        }
        return new KnownSql(calls, Declaration.resourceOf(sql).isPresent() ? 1 : 0);
    }

    private static KnownSql calledSql(MethodSql method) {
        List<KnownSql.Call> calls = new ArrayList<>();
        for (SqlCall call : method.executed()) {
            calls.add(new KnownSql.Call(
                    call.line(), call.conditional(), call.text().text()));
        }
        return new KnownSql(calls, method.unknownCalls());
    }
}
