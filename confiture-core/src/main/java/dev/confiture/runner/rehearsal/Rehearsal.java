package dev.confiture.runner.rehearsal;

import static java.util.Objects.requireNonNull;

import dev.confiture.db.Session;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.ledger.TrackingTable;
import dev.confiture.runner.context.StatementSender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures the statements of the migrations that run. */
public final class Rehearsal implements StatementWatch {

    private final Observer observer;
    private final Map<ResolvedMigration, Course> courses = new LinkedHashMap<>();

    /**
     * @param beside a second session on the database, in autocommit mode, used by nobody else
     * @param ledger whose own locks are left out
     */
    public Rehearsal(Session beside, TrackingTable ledger) {
        this.observer = new Observer(beside, ledger);
    }

    @Override
    public StatementSender around(ResolvedMigration migration, Session session, StatementSender sender) {
        Course course = new Course(migration);
        courses.put(migration, course);
        return new ObservedSender(
                sender, session, observer, migration.entry().options().transactional(), course.statements::add);
    }

    @Override
    public void ended(ResolvedMigration migration) {
        requireNonNull(courses.get(migration)).end = System.nanoTime();
    }

    /** What was seen so far, in the order in which it ran. */
    public List<MeasuredMigration> migrations() {
        return courses.values().stream().map(Course::measured).toList();
    }

    /** One migration while it runs. */
    private static final class Course {

        private final ResolvedMigration migration;
        private final List<ObservedSender.Seen> statements = new ArrayList<>();
        private final long start = System.nanoTime();
        private long end = start;

        Course(ResolvedMigration migration) {
            this.migration = migration;
        }

        MeasuredMigration measured() {
            List<MeasuredStatement> all = statements.stream()
                    .map(seen -> seen.statement().sampled()
                            ? seen.statement()
                            : seen.statement().heldFor(Duration.ofNanos(Math.max(0, end - seen.start()))))
                    .toList();
            return new MeasuredMigration(migration, Duration.ofNanos(end - start), all);
        }
    }
}
