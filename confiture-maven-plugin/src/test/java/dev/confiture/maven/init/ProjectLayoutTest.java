package dev.confiture.maven.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confiture.maven.init.ProjectLayout.Written;
import dev.confiture.problem.ConfitureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectLayoutTest {

    @TempDir
    Path folder;

    @Test
    void anEmptyFolderGetsEverything() throws IOException {
        Written written = new ProjectLayout(folder).write();
        assertThat(written.kept()).isEmpty();
        assertThat(written.created()).contains("pom.xml", "confiture.yaml", ".gitignore");
        assertThat(written.created())
                .allSatisfy(file -> assertThat(folder.resolve(file)).isNotEmptyFile());
        assertThat(Files.readString(folder.resolve("pom.xml")))
                .contains("<artifactId>" + folder.getFileName().toString().toLowerCase(java.util.Locale.ROOT) + "<")
                .doesNotContain("@");
    }

    @Test
    void noFileIsWrittenOver() throws IOException {
        Files.writeString(folder.resolve("pom.xml"), "mine");
        Written written = new ProjectLayout(folder).write();
        assertThat(written.keptPom()).isTrue();
        assertThat(folder.resolve("pom.xml")).hasContent("mine");
        assertThat(new ProjectLayout(folder).write().created()).isEmpty();
    }

    @Test
    void aFolderInTheWayIsAProblem() throws IOException {
        Files.createDirectories(folder.resolve("confiture.yaml"));
        assertThatThrownBy(() -> new ProjectLayout(folder).write())
                .isInstanceOf(ConfitureException.class)
                .hasMessageContaining("confiture.yaml");
    }

    @Test
    void aPomThatInitWroteNeedsNothingMore() throws IOException {
        Files.writeString(folder.resolve("pom.xml"), "<project/>");
        assertThat(new ProjectLayout(folder).pomNamesConfiture()).isFalse();

        Files.delete(folder.resolve("pom.xml"));
        new ProjectLayout(folder).write();
        assertThat(new ProjectLayout(folder).pomNamesConfiture()).isTrue();
    }

    @Test
    void anExistingPomIsToldWhatItNeeds() {
        assertThat(ProjectLayout.pomLines())
                .contains("confiture-migrations-api", "confiture-processor", "confiture-maven-plugin")
                .startsWith("  <properties>")
                .endsWith("</build>\n");
    }
}
