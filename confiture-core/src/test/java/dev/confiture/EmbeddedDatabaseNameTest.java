package dev.confiture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EmbeddedDatabaseNameTest {

    private static final Path ROOT = Path.of("/work/shop");

    @Test
    void theRootAndItsModulesAreNamedAfterTheirFolders() {
        assertThat(name("", "local")).isEqualTo("shop_local");
        assertThat(name("order-service", "local")).isEqualTo("order_service_local");
        assertThat(name("billing", "ci-fast")).isEqualTo("billing_ci-fast");
    }

    @Test
    void modulesThatWouldShareANameGetOneEach() {
        List<String> names = Stream.of(
                        name("", "local"),
                        name("shop", "local"),
                        name("Shop", "local"),
                        name("services/a/db", "local"),
                        name("services/b/db", "local"),
                        name("db", "local"),
                        name("../db", "local"),
                        name("my-app", "local"),
                        name("my_app", "local"),
                        name("my.app", "local"),
                        name("my", "app_local"))
                .toList();
        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void aNameIsTheSameWhereverTheBuildLies() {
        Path elsewhere = Path.of("/home/ann/shop");
        assertThat(EmbeddedDatabaseName.of(elsewhere, elsewhere.resolve("services/a/db"), "local"))
                .isEqualTo(name("services/a/db", "local"))
                .matches("db_local_[0-9a-f]{8}");
    }

    @Test
    void longAndForeignNamesFitAndStayDifferent() {
        String folder = "a".repeat(70);
        assertThat(name(folder + "1", "local")).hasSize(63).isNotEqualTo(name(folder + "2", "local"));
        assertThat(name("büro", "größe")).matches("[\\x21-\\x7e]+").isNotEqualTo(name("büro", "große"));
    }

    private static String name(String module, String environment) {
        return EmbeddedDatabaseName.of(ROOT, ROOT.resolve(module), environment);
    }
}
