package dev.confiture.maven;

import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import dev.confiture.problem.Problem;
import dev.confiture.problem.Severity;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.maven.plugin.logging.Log;

/** Writes progress and notes to Maven's log, and keeps the notes for the report. */
final class MavenLog implements EventSink {

    /** What took less is told by the report alone. */
    private static final Duration WORTH_TELLING = Duration.ofSeconds(1);

    private final Log log;
    private final Set<Problem> noticed = new LinkedHashSet<>();

    MavenLog(Log log) {
        this.log = log;
    }

    @Override
    public void accept(Event event) {
        if (event instanceof Event.Started started) {
            log.info(started.activity());
        } else if (event instanceof Event.Progressed progressed) {
            log.info(progressed.activity() + ": " + progressed.detail());
        } else if (event instanceof Event.Finished finished) {
            finished(finished);
        } else if (event instanceof Event.Noticed notice) {
            tell(notice.problem());
        }
    }

    /** Each note or warning once, even if several places report it. */
    synchronized void tell(Problem problem) {
        if (!noticed.add(problem)) {
            return;
        }
        if (problem.severity() == Severity.NOTE) {
            log.info(problem.text());
        } else {
            log.warn(problem.text());
        }
    }

    /** Notes and warnings so far, in order. */
    synchronized List<Problem> noticed() {
        return List.copyOf(noticed);
    }

    private void finished(Event.Finished finished) {
        String text = finished.activity() + ": " + finished.took().toMillis() + " ms";
        if (finished.took().compareTo(WORTH_TELLING) >= 0) {
            log.info(text);
        } else {
            log.debug(text);
        }
    }
}
