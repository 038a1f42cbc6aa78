package dev.confiture.maven;

import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import dev.confiture.problem.Problem;
import dev.confiture.problem.Severity;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.maven.plugin.logging.Log;

/**
 * Tells progress and notes, and keeps the notes for the report. Progress is a line that moves where somebody watches, and
 * lines of Maven's log elsewhere.
 */
final class MavenLog implements EventSink, AutoCloseable {

    /** What took less is told by the report alone. */
    private static final Duration WORTH_TELLING = Duration.ofSeconds(1);

    /** In the context that Maven keeps for a plugin and a module while it runs. */
    private static final String TOLD = MavenLog.class.getName();

    private final Log log;
    private final Optional<ProgressLine> line;
    private final Set<Problem> noticed = new LinkedHashSet<>();

    /** Texts, because another goal of the module may have loaded other classes. */
    private final Set<Object> told;

    /**
     * @param line closed together with this; empty where nobody watches
     * @param context shared by the goals of one module
     */
    @SuppressWarnings("unchecked") // ours alone
    MavenLog(Log log, Optional<ProgressLine> line, Map<Object, Object> context) {
        this.log = log;
        this.line = line;
        this.told = (Set<Object>) context.computeIfAbsent(TOLD, name -> ConcurrentHashMap.newKeySet());
    }

    @Override
    public void accept(Event event) {
        if (event instanceof Event.Started started) {
            progress(started.activity(), started.activity());
        } else if (event instanceof Event.Progressed progressed) {
            progress(progressed.activity(), progressed.activity() + ": " + progressed.detail());
        } else if (event instanceof Event.Finished finished) {
            finished(finished);
        } else if (event instanceof Event.Noticed notice) {
            tell(notice.problem());
        }
    }

    private void progress(String activity, String text) {
        if (line.isPresent() && ProgressLine.fits(text)) {
            line.get().show(activity, text);
        } else {
            line.ifPresent(ProgressLine::clear);
            log.info(text);
        }
    }

    /** Each note or warning once, even if several places report it; a note not again in the module's next goals. */
    synchronized void tell(Problem problem) {
        if (!noticed.add(problem)) {
            return;
        }
        line.ifPresent(ProgressLine::clear);
        if (problem.severity() == Severity.NOTE) {
            if (told.add(problem.text())) {
                log.info(problem.text());
            }
        } else {
            log.warn(problem.text());
        }
    }

    /** Notes and warnings so far, in order. */
    synchronized List<Problem> noticed() {
        return List.copyOf(noticed);
    }

    /** Leaves the terminal to the report. */
    @Override
    public void close() {
        line.ifPresent(ProgressLine::close);
    }

    private void finished(Event.Finished finished) {
        line.ifPresent(ProgressLine::clear);
        String text = finished.activity() + ": " + finished.took().toMillis() + " ms";
        if (finished.took().compareTo(WORTH_TELLING) >= 0) {
            log.info(text);
        } else {
            log.debug(text);
        }
    }
}
