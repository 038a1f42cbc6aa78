package dev.confiture.runner;

import dev.confiture.hazard.Tier;
import dev.confiture.problem.Problem;
import dev.confiture.runner.rehearsal.MeasuredMigration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the pending migrations did when they ran for rehearsal.
 *
 * @param database name and server of the database that they are for
 * @param place where they ran
 * @param migrations in the order in which they ran
 * @param notices warnings and notes
 */
public record PreflightReport(String database, Place place, List<MeasuredMigration> migrations, List<Problem> notices) {

    public PreflightReport {
        migrations = List.copyOf(migrations);
        notices = List.copyOf(notices);
    }

    /** The same with one more notice. */
    public PreflightReport with(Problem notice) {
        List<Problem> all = new ArrayList<>(notices);
        all.add(notice);
        return new PreflightReport(database, place, migrations, all);
    }

    /** Where a rehearsal takes place. */
    public enum Place {
        /** A copy that was made for it, and is dropped. */
        COPY("a copy of it, which is dropped"),
        /** A database that was built for it. */
        BUILD("a build of the point at which it stands"),
        /** The database that was named, in a transaction that is rolled back. */
        ROLLED_BACK("the database itself, in one transaction that is rolled back");

        private final String text;

        Place(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** The worst of its migrations. */
    public Tier tier() {
        return migrations.stream().map(MeasuredMigration::tier).reduce(Tier.ADDITIVE, Tier::worst);
    }
}
