package dev.confiture.processor;

import dev.confiture.index.IndexEntry;
import dev.confiture.processor.rules.Declaration;
import dev.confiture.processor.rules.Reporter;
import dev.confiture.processor.source.Javac;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * Takes migrations that are gone out of the index when a compilation has none left: javac does not even call
 * {@link MigrationProcessor} then, for its annotations do not occur.
 */
public final class StaleIndexProcessor extends AbstractProcessor {

    private final Set<String> compiled = new HashSet<>();
    private boolean hasMigrations;

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    /** False: the annotations of others are theirs. */
    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        try {
            for (TypeElement annotation : annotations) {
                hasMigrations |= annotation.getQualifiedName().contentEquals(Declaration.MIGRATION);
            }
            for (Element root : round.getRootElements()) {
                if (!hasMigrations && root instanceof TypeElement type) {
                    compiled.add(type.getQualifiedName().toString());
                }
            }
            if (round.processingOver() && !round.errorRaised() && !hasMigrations) {
                removeStale();
            }
        } catch (IOException | RuntimeException | LinkageError defect) {
            new Reporter(processingEnv.getMessager()).report(MigrationProcessor.defect(defect));
        }
        return false;
    }

    private void removeStale() throws IOException {
        IndexFile file = new IndexFile(processingEnv.getFiler());
        List<IndexEntry> earlier = file.earlierEntries();
        if (earlier.isEmpty()) {
            return;
        }
        List<IndexEntry> still = new EarlierEntries(file, processingEnv.getElementUtils(), Javac.behind(processingEnv))
                .still(earlier, compiled, Set.of());
        if (still.size() < earlier.size()) {
            file.write(still);
        }
    }
}
