package dev.confiture;

import dev.confiture.catalog.Catalog;
import dev.confiture.config.Project;
import dev.confiture.db.Session;
import dev.confiture.db.SqlErrors;
import dev.confiture.diff.CatalogFilter;
import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import dev.confiture.introspect.catalog.CatalogReader;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.PreflightReport;
import dev.confiture.runner.attempt.LastLook;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a rehearsal ends at db/schema, which says what a database is when everything has run. */
final class RehearsedEnd implements LastLook {

    private final Project project;
    private final DiffJourney differences;
    private final CatalogFilter compared;
    private final EventSink events;
    private Optional<Catalog> seen = Optional.empty();
    private Optional<String> notSeen = Optional.empty();

    /** @param compared what of the end counts */
    RehearsedEnd(Project project, DiffJourney differences, CatalogFilter compared, EventSink events) {
        this.project = project;
        this.differences = differences;
        this.compared = compared;
        this.events = events;
    }

    /** A rehearsal that ran is worth telling, whatever becomes of the comparison. */
    @Override
    public void at(Session session) {
        try {
            seen = Optional.of(new CatalogReader(SchemaSources.leftOut(project)).read(session));
        } catch (SQLException e) {
            notSeen = Optional.of(SqlErrors.why(e));
        }
    }

    /** The report with what the end differs in. */
    PreflightReport compared(PreflightReport report) {
        PreflightReport all = report;
        for (Problem notice : notices()) {
            events.accept(new Event.Noticed(notice));
            all = all.with(notice);
        }
        return all;
    }

    private List<Problem> notices() {
        return notSeen.map(why -> List.of(notCompared(why)))
                .orElseGet(() -> seen.map(this::differences).orElse(List.of()));
    }

    private List<Problem> differences(Catalog end) {
        try {
            DiffReport found = differences.compareWithSchema("the rehearsed database", end, compared);
            List<Problem> notices = new ArrayList<>(found.problems().stream()
                    .filter(problem -> problem.code() == ProblemCode.DIFF_IDLE_FILTER)
                    .toList());
            if (!found.isEqual()) {
                notices.add(different(found));
            }
            return notices;
        } catch (ConfitureException e) {
            return List.of(notCompared(e.problems().get(0).text()));
        }
    }

    private static Problem different(DiffReport found) {
        return Problem.warning(
                ProblemCode.PREFLIGHT_DIFFERENT,
                "The rehearsal does not end at db/schema.",
                String.join("\n", found.lines()),
                "write the migration that is missing (mvn confiture:generate -Dconfiture.name=…), or take back what was changed"
                        + " by hand in the database; -Dconfiture.failOnDifference=true makes this an error");
    }

    private static Problem notCompared(String why) {
        return Problem.warning(
                ProblemCode.PREFLIGHT_NOT_COMPARED,
                "The end of the rehearsal was not compared with db/schema.",
                why,
                "correct what is named; mvn confiture:diff compares the same way");
    }
}
