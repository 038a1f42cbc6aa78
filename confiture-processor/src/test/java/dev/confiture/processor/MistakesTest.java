package dev.confiture.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every folder of the test resources' golden folder is a module; expected.txt holds what javac then says. */
class MistakesTest {

    @TempDir
    private Path folder;

    static List<String> fixtures() throws IOException {
        try (Stream<Path> fixtures = Files.list(golden())) {
            return fixtures.map(fixture -> fixture.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void everyMistakeIsReportedOnItsTokenInOneRun(String fixture) throws IOException {
        Workspace workspace = new Workspace(folder);
        Path source = golden().resolve(fixture);
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                workspace.write(source.relativize(file).toString(), Files.readString(file));
            }
        }

        String said = workspace.compile().text() + "\n";

        Path expected = Path.of("src/test/resources/golden", fixture, "expected.txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(expected, said);
        }
        assertThat(said).isEqualTo(Files.readString(expected));
    }

    @Test
    void noIndexIsWrittenWhenADeclarationIsWrong() throws IOException {
        Workspace workspace = new Workspace(folder).write("db/A.java", """
                package db;
                import dev.confiture.migration.*;
                @Migration(version = "x", name = "a") @Up("select 1") @Down("select 2")
                public class A {}
                """);

        assertThat(workspace.compile().success()).isFalse();
        assertThat(workspace.hasIndex()).isFalse();
    }

    private static Path golden() {
        try {
            return Path.of(Objects.requireNonNull(MistakesTest.class.getResource("/golden"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
