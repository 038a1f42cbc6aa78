package dev.confiture.runner.code;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confiture.history.Digest;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.index.IndexEntry;
import dev.confiture.index.IndexRules;
import dev.confiture.index.IndexedMigration;
import dev.confiture.index.MigrationDigest;
import dev.confiture.index.MigrationIndex;
import dev.confiture.index.MigrationSource;
import dev.confiture.index.format.IndexFormat;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.SourceSpan;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Merges every index on a class path and holds the rules that need all migrations. */
final class MigrationIndexReader {

    private final ClassLoader loader;
    private final List<Problem> findings = new ArrayList<>();

    private MigrationIndexReader(ClassLoader loader) {
        this.loader = loader;
    }

    static Indexed read(ClassLoader loader) {
        return new MigrationIndexReader(loader).read();
    }

    private Indexed read() {
        List<IndexedMigration> indexed = new ArrayList<>();
        for (URL url : indexes()) {
            String origin = ClassPathResources.root(url, MigrationIndex.RESOURCE);
            try {
                String text = new String(ClassPathResources.read(url), UTF_8);
                IndexFormat.read(text, origin + "/" + MigrationIndex.RESOURCE)
                        .entries()
                        .forEach(entry -> indexed.add(new IndexedMigration(origin, entry)));
            } catch (ConfitureException e) {
                findings.addAll(e.problems());
            } catch (IOException e) {
                findings.add(unreadable(origin, e));
            }
        }
        findings.addAll(IndexRules.check(indexed));
        List<ResolvedMigration> migrations = indexed.stream()
                .map(migration ->
                        new ResolvedMigration(migration.entry(), migration.origin(), digest(migration.entry())))
                .toList();
        return new Indexed(migrations, findings);
    }

    private List<URL> indexes() {
        try {
            return ClassPathResources.all(loader, MigrationIndex.RESOURCE);
        } catch (IOException e) {
            findings.add(unreadable("the class path", e));
            return List.of();
        }
    }

    /** Resources can change without a compilation, so their content counts now, not when the index was written. */
    private Optional<Digest> digest(IndexEntry entry) {
        Map<String, byte[]> contents = new HashMap<>();
        for (String resource : entry.source().resources()) {
            try {
                ClassPathResources.read(loader, resource)
                        .ifPresentOrElse(
                                content -> contents.put(resource, content),
                                () -> findings.add(missing(entry, resource)));
            } catch (IOException e) {
                findings.add(unreadable(resource, e));
            }
        }
        return MigrationDigest.of(entry.source(), contents)
                .map(sha256 -> new Digest(MigrationSource.DIGEST_ALGORITHM, sha256));
    }

    private static Problem missing(IndexEntry entry, String resource) {
        return Problem.error(
                ProblemCode.MIGRATION_MISSING_RESOURCE,
                "Migration " + entry.label() + " uses " + resource + ", which is not on the class path.",
                SourceSpan.of(entry.source().file(), entry.source().line()),
                "no jar or folder of the class path has it",
                "put it into src/main/resources, or correct the name");
    }

    private static Problem unreadable(String where, IOException error) {
        return Problem.error(
                ProblemCode.INDEX_UNREADABLE,
                "The index of migrations or a resource of " + where + " cannot be read.",
                String.valueOf(error.getMessage()),
                "build that module again (mvn clean process-classes), or take the broken jar off the class path");
    }

    /**
     * What all indexes say together.
     *
     * @param migrations in class-path order; with clashes only where the findings say so
     */
    record Indexed(List<ResolvedMigration> migrations, List<Problem> findings) {
        Indexed {
            migrations = List.copyOf(migrations);
            findings = List.copyOf(findings);
        }
    }
}
