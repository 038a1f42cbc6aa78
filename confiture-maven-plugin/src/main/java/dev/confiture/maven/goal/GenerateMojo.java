package dev.confiture.maven.goal;

import dev.confiture.Confiture;
import dev.confiture.GenerateReport;
import dev.confiture.GenerateReport.Written;
import dev.confiture.GenerateRequest;
import dev.confiture.GenerateRequest.Demand;
import dev.confiture.maven.ConfitureMojo;
import dev.confiture.maven.Idle;
import dev.confiture.maven.Workplace;
import dev.confiture.maven.report.GoalReport;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.SourceVersion;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Writes the migration that leads from what the migrations make to db/schema, after running it up, down and up again.
 * {@code -Dconfiture.from} and {@code -Dconfiture.to} name other schemas, as diff takes them.
 */
@Mojo(name = "generate", threadSafe = true)
public final class GenerateMojo extends ConfitureMojo {

    /** What the migration does: lower-case letters, digits and _, for example add_user_bio. */
    @Parameter(property = "confiture.name")
    private @Nullable String name;

    /** Writes a class with empty methods and compares nothing. */
    @Parameter(property = "confiture.empty", defaultValue = "false")
    private boolean empty;

    /** Writes what cannot be proved too, and says so in the class. */
    @Parameter(property = "confiture.unproved", defaultValue = "false")
    private boolean unproved;

    /** The package of the class. */
    @Parameter(property = "confiture.package", defaultValue = "db.migrations")
    private String packageName;

    /** Also writes db/schema_history/&lt;version&gt;.sql: db/schema as it is after the migration. */
    @Parameter(property = "confiture.snapshot", defaultValue = "false")
    private boolean snapshot;

    @Parameter(defaultValue = "${project.build.sourceDirectory}", readonly = true, required = true)
    private File sources;

    @Override
    protected List<Idle> idle() {
        return empty
                ? List.of(Idle.because(
                        "an empty class compares and proves nothing",
                        DiffMojo.FROM,
                        DiffMojo.TO,
                        "confiture.unproved",
                        "confiture.snapshot"))
                : List.of();
    }

    @Override
    protected GoalReport run(Workplace workplace) {
        GenerateRequest request = new GenerateRequest(
                name(),
                unprinted(DiffMojo.FROM).orElse("migrations"),
                unprinted(DiffMojo.TO).orElse("db/schema"),
                Instant.now(),
                packageOf(packageName.strip()),
                unproved ? Demand.BEST_EFFORT : Demand.PROOF);
        Confiture confiture = workplace.withMigrations();
        GenerateReport report = empty
                ? confiture.differences(workplace.surroundings()).template(request)
                : confiture.differences(workplace.surroundings()).generate(request);
        List<Path> files = write(workplace, report);
        Optional<String> history = snapshot && !report.written().isEmpty()
                ? Optional.of(confiture
                        .schema()
                        .snapshot(Optional.of(last(report).draft().version())))
                : Optional.empty();
        return shown(workplace, report, files, history);
    }

    private String name() {
        if (name == null || !name.matches("[a-z][a-z0-9_]{0,99}")) {
            throw new ConfitureException(Problem.error(
                    ProblemCode.MAVEN_BAD_VALUE,
                    name == null ? "The migration has no name." : "confiture.name is \"" + name + "\".",
                    "",
                    "say what it does: -Dconfiture.name=add_user_bio (lower-case letters, digits and _)"));
        }
        return name;
    }

    /** @throws ConfitureException if no class can be in it: javac would refuse what is written, and all other migrations with it */
    static String packageOf(String text) {
        if (!SourceVersion.isName(text, SourceVersion.RELEASE_17)) {
            throw new ConfitureException(Problem.error(
                    ProblemCode.MAVEN_BAD_VALUE,
                    "confiture.package is \"" + text + "\".",
                    "it is not the name of a Java package",
                    "write names that are no words of Java, with dots between them, such as db.migrations"));
        }
        return text;
    }

    private static Written last(GenerateReport report) {
        return report.written().get(report.written().size() - 1);
    }

    /** All files or none: nothing that exists is overwritten. */
    private List<Path> write(Workplace workplace, GenerateReport report) {
        Map<Path, String> texts = new LinkedHashMap<>();
        Path resources = sources.toPath().resolveSibling("resources");
        for (Written written : report.written()) {
            texts.put(
                    sources.toPath().resolve(written.files().sourcePath()),
                    written.files().source());
            written.files().resources().forEach((path, text) -> texts.put(resources.resolve(path), text));
        }
        List<Path> existing = texts.keySet().stream().filter(Files::exists).toList();
        if (!existing.isEmpty()) {
            throw new ConfitureException(Problem.error(
                    ProblemCode.GENERATE_EXISTS,
                    workplace.shown(existing.get(0)) + " exists.",
                    "nothing is overwritten, and nothing was written",
                    "choose another -Dconfiture.name, or remove the file"));
        }
        List<Path> begun = new ArrayList<>();
        try {
            for (Map.Entry<Path, String> file : texts.entrySet()) {
                Files.createDirectories(file.getKey().getParent());
                begun.add(file.getKey());
                Files.writeString(file.getKey(), file.getValue());
            }
        } catch (IOException e) {
            begun.forEach(file -> remove(file, e));
            throw new ConfitureException(
                    Problem.error(
                            ProblemCode.MAVEN_UNWRITABLE,
                            "The migration could not be written.",
                            e.toString(),
                            "make the folder writable; nothing of the migration is there"),
                    e);
        }
        return new ArrayList<>(texts.keySet());
    }

    private static void remove(Path file, IOException cause) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private GoalReport shown(Workplace workplace, GenerateReport report, List<Path> files, Optional<String> history) {
        StringBuilder text = new StringBuilder();
        if (!empty) {
            text.append("  from     ")
                    .append(report.from())
                    .append("\n  to       ")
                    .append(report.to())
                    .append('\n');
        }
        if (report.written().isEmpty()) {
            text.append("\n  no difference, nothing to write\n");
        }
        List<String> names = files.stream().map(workplace::shown).toList();
        names.forEach(file -> text.append("  written  ").append(file).append('\n'));
        history.ifPresent(file -> text.append("  written  ").append(file).append('\n'));
        report.judges()
                .forEach(judges -> text.append("  proved   by ").append(judges).append('\n'));
        report.notes().forEach(note -> text.append("  note     ").append(note).append('\n'));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("from", report.from());
        result.put("to", report.to());
        result.put("written", names);
        result.put("snapshot", history.orElse(null));
        result.put("notes", report.notes());
        result.put("judges", report.judges());
        return new GoalReport(text.toString(), result, report.problems());
    }
}
