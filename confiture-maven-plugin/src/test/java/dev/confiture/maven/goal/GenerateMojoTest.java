package dev.confiture.maven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confiture.problem.ConfitureException;
import java.util.List;
import org.junit.jupiter.api.Test;

class GenerateMojoTest {

    @Test
    void whatNoClassCanBeInIsNoPackage() {
        for (String text : List.of("my.class", "My-Pkg", "db..migrations", "../../elsewhere", "1st", "")) {
            assertThatThrownBy(() -> GenerateMojo.packageOf(text))
                    .isInstanceOf(ConfitureException.class)
                    .hasMessageContaining("confiture.package is \"" + text + "\"");
        }
    }

    @Test
    void aNameWithDotsIsAPackage() {
        assertThat(GenerateMojo.packageOf("com.example.shop.db")).isEqualTo("com.example.shop.db");
    }
}
