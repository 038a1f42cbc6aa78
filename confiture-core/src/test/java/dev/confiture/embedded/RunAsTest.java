package dev.confiture.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.problem.ProblemCode;
import org.junit.jupiter.api.Test;

/** Who runs the server's programs; that these ways work, {@link EmbeddedPostgresTest} shows. */
class RunAsTest {

    @Test
    void whoHasNoNameGetsOneInAUserNamespaceAndWhoHasOneKeepsIt() {
        assertThat(RunAs.ways("1234")).containsExactly(RunAs.SELF, RunAs.USER_NAMESPACE);
    }

    @Test
    void rootBecomesSomebodyElse() {
        assertThat(RunAs.ways("0")).doesNotContain(RunAs.SELF).startsWith(RunAs.USER_NAMESPACE);
    }

    @Test
    void whereNoWayIsLeftRootAndWhoHasNoNameAreToldApart() {
        assertThat(RunAs.noWay("0").code()).isEqualTo(ProblemCode.EMBEDDED_ROOT);
        assertThat(RunAs.noWay("1234").code()).isEqualTo(ProblemCode.EMBEDDED_NAMELESS);
        assertThat(RunAs.noWay("1234").what()).contains("user 1234");
    }
}
