package dev.confiture.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MigrationsApiTest {

    @Migration(version = "1", name = "declared")
    @Up("SELECT 1")
    @Down(resource = "undo.sql")
    static final class Declared {}

    @Test
    void theModuleNeedsNothingButTheJdk() {
        ModuleDescriptor module = Migration.class.getModule().getDescriptor();

        assertThat(module.name()).isEqualTo("dev.confiture.migration");
        assertThat(module.requires().stream()
                        .map(ModuleDescriptor.Requires::name)
                        .filter(name -> !name.startsWith("java."))
                        .collect(Collectors.toSet()))
                .isEmpty();
    }

    @Test
    void anAnnotatedClassCanBeReadAtRunTime() {
        Migration migration = Declared.class.getAnnotation(Migration.class);

        assertThat(migration.transactional()).isTrue();
        assertThat(migration.retryable()).isTrue();
        assertThat(migration.irreversible()).isEmpty();
        assertThat(Declared.class.getAnnotation(Up.class).value()).containsExactly("SELECT 1");
        assertThat(Declared.class.getAnnotation(Down.class).resource()).isEqualTo("undo.sql");
    }
}
