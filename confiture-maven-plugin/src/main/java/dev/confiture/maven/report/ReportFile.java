package dev.confiture.maven.report;

import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where a report goes as JSON. */
public final class ReportFile {

    private ReportFile() {}

    /** A problem if it cannot be written: what the goal found and did is told all the same. */
    public static Optional<Problem> write(Path file, String json) {
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
            Files.writeString(file, json, StandardCharsets.UTF_8);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Problem.error(
                    ProblemCode.MAVEN_UNWRITABLE,
                    "The report " + file + " cannot be written.",
                    e.toString(),
                    "name a file in a folder that is writable: -Dconfiture.reportFile=target/report.json"));
        }
    }
}
