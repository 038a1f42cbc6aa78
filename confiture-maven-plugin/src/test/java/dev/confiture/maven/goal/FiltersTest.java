package dev.confiture.maven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.catalog.Property;
import org.junit.jupiter.api.Test;

class FiltersTest {

    @Test
    void oneWordMeansAlsoWhatIsToldWithAnotherObject() {
        assertThat(Filters.of(null, null, null, null, null, "grants,comments").ignored())
                .containsExactlyInAnyOrder(
                        Property.GRANTS,
                        Property.SEQUENCE_GRANTS,
                        Property.MEMBER_GRANTS,
                        Property.COMMENT,
                        Property.INDEX_COMMENT,
                        Property.SEQUENCE_COMMENT);
    }
}
