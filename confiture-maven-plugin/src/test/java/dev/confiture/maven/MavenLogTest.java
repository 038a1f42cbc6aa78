package dev.confiture.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;

class MavenLogTest {

    private static final Problem NOTE = Problem.note(ProblemCode.CODE_SHADOWED_DRIVER, "Another driver.", "", "");
    private static final Problem WARNING = new Problem(
            ProblemCode.HISTORY_OUT_OF_ORDER, Severity.WARNING, "Late migrations.", Optional.empty(), "", "");

    @Test
    void aNoteIsTheSameNewsToEveryGoalOfAModuleAndAWarningIsNot() {
        Map<Object, Object> module = new ConcurrentHashMap<>();
        Lines lines = new Lines();
        for (int goal = 1; goal <= 2; goal++) {
            MavenLog log = new MavenLog(lines, Optional.empty(), module);
            log.tell(NOTE);
            log.tell(NOTE);
            log.tell(WARNING);
            log.tell(WARNING);

            assertThat(log.noticed()).containsExactly(NOTE, WARNING);
        }
        assertThat(lines.written).containsExactly(NOTE.text(), WARNING.text(), WARNING.text());
    }

    private static final class Lines extends SystemStreamLog {

        private final List<String> written = new ArrayList<>();

        @Override
        public void info(CharSequence text) {
            written.add(text.toString());
        }

        @Override
        public void warn(CharSequence text) {
            written.add(text.toString());
        }
    }
}
