package dev.confiture.maven.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theFoldersAboveItAreMade() throws IOException {
        Path file = folder.resolve("a/b/report.json");
        assertThat(ReportFile.write(file, "{}\n")).isEmpty();
        assertThat(Files.readString(file)).isEqualTo("{}\n");
    }

    @Test
    void oneThatCannotBeWrittenIsAProblemAndNotTheEndOfTheGoal() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "").resolve("report.json");
        Problem problem = ReportFile.write(file, "{}\n").orElseThrow();
        assertThat(problem.code()).isEqualTo(ProblemCode.MAVEN_UNWRITABLE);
        assertThat(problem.what()).isEqualTo("The report " + file + " cannot be written.");
    }
}
