package dev.confiture.processor;

import dev.confiture.index.IndexEntry;
import dev.confiture.index.IndexFinding;
import dev.confiture.index.IndexRules;
import dev.confiture.index.IndexedMigration;
import dev.confiture.index.MigrationVersion;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.processor.rules.AnnotationMembers;
import dev.confiture.processor.rules.BodyChecks;
import dev.confiture.processor.rules.Declaration;
import dev.confiture.processor.rules.DeclarationRules;
import dev.confiture.processor.rules.Reporter;
import dev.confiture.processor.rules.Resources;
import dev.confiture.processor.rules.SourceRules;
import dev.confiture.processor.source.ClassSource;
import dev.confiture.processor.source.Javac;
import dev.confiture.processor.source.MethodSql;
import dev.confiture.processor.source.SourceFacts;
import dev.confiture.processor.source.Sources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** The whole way from declarations to the index, once per compilation. */
final class ModuleIndexer {

    private static final String ORIGIN = "this module";

    private final Elements elements;
    private final ProcessingEnvironment environment;
    private final Optional<Javac> javac;
    private final Optional<BodyChecks> bodies;
    private final Reporter reporter;
    private final Set<String> compiled;
    private final IndexFile file;
    private final SourceRules sourceRules;

    /**
     * @param compiled qualified names of this compilation's top-level classes
     * @param bodies learns which files are left to it
     */
    ModuleIndexer(
            ProcessingEnvironment environment,
            Optional<Javac> javac,
            Optional<BodyChecks> bodies,
            Reporter reporter,
            Set<String> compiled) {
        this.environment = environment;
        this.elements = environment.getElementUtils();
        this.javac = javac;
        this.bodies = bodies;
        this.reporter = reporter;
        this.compiled = compiled;
        this.file = new IndexFile(environment.getFiler());
        this.sourceRules = new SourceRules(reporter, bodies, new Resources(environment.getFiler()), elements);
    }

    /**
     * @param annotated qualified names of the classes that carry one of our annotations, in the order of reports
     */
    void run(Collection<String> annotated) throws IOException {
        Map<String, Declaration> declarations = declarations(annotated);
        List<IndexEntry> earlier = file.earlierEntries();
        List<IndexEntry> entries = new ArrayList<>(
                new EarlierEntries(file, elements, javac).still(earlier, compiled, declarations.keySet()));
        entries.addAll(entries(declarations, earlier));
        List<IndexedMigration> migrations = new ArrayList<>(entries.size());
        for (IndexEntry entry : entries) {
            migrations.add(new IndexedMigration(ORIGIN, entry));
        }
        Set<String> elsewhere = migrationsElsewhere(declarations.values());
        for (IndexFinding finding : IndexRules.findings(migrations, elsewhere::contains)) {
            report(finding, declarations);
        }
        if (!reporter.hasErrors()) {
            file.write(entries);
        }
    }

    /** By binary name. Checks each by itself on the way. */
    private Map<String, Declaration> declarations(Collection<String> annotated) {
        Declaration.Reader reader = new Declaration.Reader(elements, environment.getTypeUtils());
        DeclarationRules rules = new DeclarationRules(reporter);
        Map<String, Declaration> declarations = new LinkedHashMap<>();
        for (String name : annotated) {
            TypeElement type = elements.getTypeElement(name);
            if (type == null) {
                continue;
            }
            Optional<Declaration> declaration = reader.read(type);
            if (declaration.isPresent()) {
                rules.check(declaration.get());
                declarations.put(declaration.get().className(), declaration.get());
            } else {
                rules.checkStray(type);
            }
        }
        return declarations;
    }

    private List<IndexEntry> entries(Map<String, Declaration> declarations, List<IndexEntry> earlier)
            throws IOException {
        Map<String, IndexEntry> earlierByClass = new HashMap<>();
        for (IndexEntry entry : earlier) {
            earlierByClass.putIfAbsent(entry.className(), entry);
        }
        Optional<Sources> sources = sources(declarations.values());
        EntryBuilder builder = new EntryBuilder(elements);
        List<IndexEntry> entries = new ArrayList<>();
        boolean unknownDigest = false;
        for (Declaration declaration : declarations.values()) {
            Optional<SourceFacts> facts = facts(declaration, sources);
            sourceRules.check(declaration, facts);
            // A build tool may hand over a class file that did not change; what was known of its source still holds.
            boolean sameAsBefore = facts.isEmpty() && earlierByClass.containsKey(declaration.className());
            unknownDigest |= facts.isEmpty() && !sameAsBefore;
            if (sameAsBefore) {
                entries.add(earlierByClass.get(declaration.className()));
            } else {
                Optional<MigrationVersion> version = declaration.version();
                if (version.isPresent()) {
                    entries.add(builder.entry(declaration, version.get(), facts));
                }
            }
        }
        if (unknownDigest) {
            reportUnknownDigest(declarations.values().iterator().next());
        }
        finishBodies(declarations.values(), sources);
        return entries;
    }

    /** Only now, for several migrations may share a file. */
    private void finishBodies(Collection<Declaration> declarations, Optional<Sources> sources) {
        for (Declaration declaration : declarations) {
            Optional<ClassSource> source =
                    sources.isPresent() ? sources.get().of(declaration.type()) : Optional.empty();
            if (source.isPresent() && bodies.isPresent()) {
                bodies.get().finish(source.get().unit(), outermost(declaration.type()));
            }
        }
    }

    /** The qualified name of the class at the top of a file that this one is, or is nested in. */
    private static String outermost(TypeElement type) {
        return type.getEnclosingElement() instanceof TypeElement around
                ? outermost(around)
                : type.getQualifiedName().toString();
    }

    private Optional<Sources> sources(Collection<Declaration> declarations) throws IOException {
        if (javac.isEmpty()) {
            return Optional.empty();
        }
        List<TypeElement> types = new ArrayList<>(declarations.size());
        for (Declaration declaration : declarations) {
            types.add(declaration.type());
        }
        return Optional.of(Sources.of(types, javac.get().trees()));
    }

    private static Optional<SourceFacts> facts(Declaration declaration, Optional<Sources> sources) {
        if (sources.isEmpty()) {
            return Optional.empty();
        }
        Optional<ClassSource> source = sources.get().of(declaration.type());
        if (source.isEmpty()) {
            return Optional.empty();
        }
        ClassSource known = source.get();
        return Optional.of(new SourceFacts(
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
        Set<String> names = new HashSet<>();
        for (Declaration declaration : declarations) {
            for (AnnotationValue dependency : declaration.dependencies()) {
                TypeElement type = Declaration.classOf(dependency);
                if (AnnotationMembers.on(type, Declaration.MIGRATION).isPresent()) {
                    names.add(elements.getBinaryName(type).toString());
                }
            }
        }
        return names;
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
