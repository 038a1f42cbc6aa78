package dev.confiture.db;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class DriverClassesTest {

    @Test
    void theDriverStillHasEveryClassThatIsLoadedEarly() {
        assertThatCode(() -> {
                    for (String name : DriverClasses.NAMES) {
                        Class.forName(name);
                    }
                })
                .doesNotThrowAnyException();
    }
}
