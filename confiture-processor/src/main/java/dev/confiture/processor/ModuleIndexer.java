package dev.confiture.processor;

import dev.confiture.index.IndexEntry;
import dev.confiture.index.IndexFinding;
import dev.confiture.index.IndexRules;
import dev.confiture.index.IndexedMigration;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.processor.EntryBuilder.Facts;
import dev.confiture.processor.source.ClassSource;
import dev.confiture.processor.source.Javac;
import dev.confiture.processor.source.MethodSql;
import dev.confiture.processor.source.Sources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** The whole way from declarations to the index, once per compilation. */
final class ModuleIndexer {

    private static final String ORIGIN = "this module";

    private final Elements elements;
    private final ProcessingEnvironment environment;
    private final Optional<Javac> javac;
    private final Reporter reporter;
    private final Set<String> compiled;
    private final IndexFile file;
    private final SourceRules sourceRules;

    /**
     * @param compiled qualified names of this compilation's top-level classes
     * @param checkedSql receives the places of SQL that is checked here
     */
    ModuleIndexer(
            ProcessingEnvironment environment,
            Optional<Javac> javac,
            Reporter reporter,
            Set<String> compiled,
            Set<String> checkedSql) {
        this.environment = environment;
        this.elements = environment.getElementUtils();
        this.javac = javac;
        this.reporter = reporter;
        this.compiled = compiled;
        this.file = new IndexFile(environment.getFiler());
        this.sourceRules =
                new SourceRules(reporter, javac, new Resources(environment.getFiler()), elements, checkedSql);
    }

    /**
     * @param annotated qualified names of the classes that carry one of our annotations, in the order of reports
     */
    void run(Collection<String> annotated) throws IOException {
        Map<String, Declaration> declarations = declarations(annotated);
        List<IndexEntry> earlier = file.earlierEntries();
        List<IndexedMigration> migrations = new EarlierEntries(file, elements, javac)
                .still(earlier, compiled, declarations.keySet()).stream()
                        .map(entry -> new IndexedMigration(ORIGIN, entry))
                        .collect(Collectors.toCollection(ArrayList::new));
        entries(declarations, earlier).forEach(entry -> migrations.add(new IndexedMigration(ORIGIN, entry)));

        IndexRules.findings(migrations, migrationsElsewhere(declarations.values())::contains)
                .forEach(finding -> report(finding, declarations));
        if (!reporter.hasErrors()) {
            file.write(migrations.stream().map(IndexedMigration::entry).toList());
        }
    }

    /** By binary name. Checks each by itself on the way. */
    private Map<String, Declaration> declarations(Collection<String> annotated) {
        DeclarationRules rules = new DeclarationRules(reporter);
        Map<String, Declaration> declarations = new LinkedHashMap<>();
        for (String name : annotated) {
            TypeElement type = elements.getTypeElement(name);
            if (type == null) {
                continue;
            }
            Optional<Declaration> declaration = Declaration.of(type, elements, environment.getTypeUtils());
            declaration.ifPresentOrElse(
                    found -> {
                        rules.check(found);
                        declarations.put(found.className(), found);
                    },
                    () -> rules.checkStray(type));
        }
        return declarations;
    }

    private List<IndexEntry> entries(Map<String, Declaration> declarations, List<IndexEntry> earlier)
            throws IOException {
        Map<String, IndexEntry> earlierByClass =
                earlier.stream().collect(Collectors.toMap(IndexEntry::className, entry -> entry, (one, same) -> one));
        Optional<Sources> sources = sources(declarations.values());
        EntryBuilder builder = new EntryBuilder(elements);
        List<IndexEntry> entries = new ArrayList<>();
        boolean unknownDigest = false;
        for (Declaration declaration : declarations.values()) {
            Optional<Facts> facts = facts(declaration, sources);
            sourceRules.check(declaration, facts);
            // A build tool may hand over a class file that did not change; what was known of its source still holds.
            boolean sameAsBefore = facts.isEmpty() && earlierByClass.containsKey(declaration.className());
            unknownDigest |= facts.isEmpty() && !sameAsBefore;
            if (sameAsBefore) {
                entries.add(earlierByClass.get(declaration.className()));
            } else {
                declaration.version().ifPresent(version -> entries.add(builder.entry(declaration, version, facts)));
            }
        }
        if (unknownDigest) {
            reportUnknownDigest(declarations.values().iterator().next());
        }
        return entries;
    }

    private Optional<Sources> sources(Collection<Declaration> declarations) throws IOException {
        return javac.isPresent()
                ? Optional.of(Sources.of(
                        declarations.stream().map(Declaration::type).toList(),
                        javac.get().trees()))
                : Optional.empty();
    }

    private static Optional<Facts> facts(Declaration declaration, Optional<Sources> sources) {
        if (sources.isEmpty()) {
            return Optional.empty();
        }
        Optional<ClassSource> source = sources.get().of(declaration.type());
        return source.map(known -> new Facts(
                known,
                sources.get().digest(known),
                declaration.isJava() ? known.sqlOf("up") : MethodSql.NONE,
                declaration.hasDownMethod() ? known.sqlOf("down") : MethodSql.NONE));
    }

    private void reportUnknownDigest(Declaration first) {
        reporter.report(
                first.type(),
                Problem.note(
                        ProblemCode.INDEX_UNKNOWN_DIGEST,
                        "Migrations were indexed without the digest of their source.",
                        "this compiler shows no source to annotation processors",
                        "let javac compile what you release; until then nothing tells whether a migration was edited"));
    }

    /** Binary names of dependencies that are migrations, wherever they are. */
    private Set<String> migrationsElsewhere(Collection<Declaration> declarations) {
        return declarations.stream()
                .flatMap(declaration -> declaration.dependencies().stream())
                .map(Declaration::classOf)
                .filter(type ->
                        AnnotationMembers.on(type, Declaration.MIGRATION).isPresent())
                .flatMap(type -> Stream.of(elements.getBinaryName(type).toString()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private void report(IndexFinding finding, Map<String, Declaration> declarations) {
        Declaration declaration = declarations.get(finding.migration().entry().className());
        Problem problem = finding.problem();
        if (declaration == null) {
            reporter.report(problem);
            return;
        }
        Problem withoutPlace = Problem.error(problem.code(), problem.what(), problem.why(), problem.fix());
        switch (finding.part()) {
            case DEPENDS_ON ->
                reporter.report(
                        declaration.type(),
                        declaration.migration(),
                        declaration.dependencies().get(finding.dependency()),
                        withoutPlace);
            case VERSION -> reporter.report(declaration.type(), declaration.migration(), "version", withoutPlace);
            case CLASS -> reporter.report(declaration.type(), withoutPlace);
        }
    }
}
