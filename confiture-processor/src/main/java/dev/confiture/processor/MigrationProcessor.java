package dev.confiture.processor;

import com.sun.source.util.Trees;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.processor.rules.BodyChecks;
import dev.confiture.processor.rules.Declaration;
import dev.confiture.processor.rules.Reporter;
import dev.confiture.processor.source.Javac;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * Collects a compilation's {@code @Migration} classes round by round; in the last round, when every generated class is
 * there, checks them and writes the index.
 */
public final class MigrationProcessor extends AbstractProcessor {

    private final Set<String> annotated = new TreeSet<>();
    private final Set<String> compiled = new HashSet<>();
    private Optional<Javac> javac = Optional.empty();
    private Optional<BodyChecks> bodies = Optional.empty();

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(Declaration.MIGRATION, Declaration.UP, Declaration.DOWN);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        javac = Javac.behind(environment);
        if (javac.isPresent()) {
            Trees trees = javac.get().trees();
            Reporter reporter = new Reporter(environment.getMessager());
            BodyChecks checks = new BodyChecks(trees, reporter);
            bodies = Optional.of(checks);
            javac.get().task().addTaskListener(checks);
        }
    }

    /** True: the annotations are ours, and {@code -Xlint:processing} warns of annotations that nobody claims. */
    @Override
    @SuppressWarnings("DoNotClaimAnnotations") // nobody else's business
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Reporter reporter = new Reporter(processingEnv.getMessager());
        try {
            for (Element root : round.getRootElements()) {
                if (root instanceof TypeElement type) {
                    compiled.add(type.getQualifiedName().toString());
                    addAnnotated(type, annotations);
                }
            }
            if (round.processingOver()) {
                new ModuleIndexer(processingEnv, javac, bodies, reporter, compiled).run(annotated);
            }
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError defect) {
            reporter.report(defect(defect));
        }
        return true;
    }

    /** Only classes: the round's own search looks at every method and parameter, too. */
    private void addAnnotated(TypeElement type, Set<? extends TypeElement> annotations) {
        for (AnnotationMirror mirror : type.getAnnotationMirrors()) {
            if (annotations.contains((TypeElement) mirror.getAnnotationType().asElement())) {
                annotated.add(type.getQualifiedName().toString());
            }
        }
        for (Element member : type.getEnclosedElements()) {
            if (member instanceof TypeElement nested) {
                addAnnotated(nested, annotations);
            }
        }
    }

    static Problem defect(Throwable cause) {
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace));
        return Problem.error(
                ProblemCode.INTERNAL_ERROR,
                "The annotation processor of Confiture failed.",
                "this is a defect of confiture-processor, not of your code:\n" + trace,
                "please report it with these lines");
    }
}
