package dev.confiture.build;

import dev.confiture.db.Session;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.ledger.LedgerEvent;
import dev.confiture.ledger.TrackingTable;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.sql.QualifiedName;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the ledger of a database that was just built says. */
final class Stamp {

    private final BuildRequest request;
    private final TrackingTable ledger;
    private final List<ResolvedMigration> known;
    private final List<ResolvedMigration> contained;

    Stamp(BuildRequest request, TrackingTable ledger) {
        this.request = request;
        this.ledger = ledger;
        this.known = request.migrations() instanceof KnownMigrations.Seen seen
                ? seen.migrations().stream()
                        .sorted(Comparator.comparing(ResolvedMigration::version))
                        .toList()
                : List.of();
        this.contained = request.start().contained(known);
    }

    /** The name under which runs lock the ledger. */
    QualifiedName ledgerName() {
        return ledger.name();
    }

    /** Migrations that the schema contains, in version order; the class path has them in another. */
    List<ResolvedMigration> contained() {
        return contained;
    }

    /** Migrations that are left to run in this environment, in version order. */
    List<ResolvedMigration> left() {
        Set<ResolvedMigration> there = Set.copyOf(contained);
        return known.stream()
                .filter(migration -> !there.contains(migration))
                .filter(migration ->
                        migration.entry().options().runsIn(request.environment().name()))
                .toList();
    }

    /** Lays the ledger out, in the transaction of the content: who is killed from now on leaves a mark. */
    void begin(Session session) throws SQLException {
        ledger.begin(session);
    }

    /** What of {@link #begin} a copy of the database depends on. */
    String beginning() {
        return ledger.name() + " " + TrackingTable.FORMAT_VERSION;
    }

    /** Writes the ledger that was begun, in the session's open transaction. */
    void write(Session session) throws SQLException {
        StartingPoint start = request.start();
        ledger.record(session, LedgerEvent.built(start.schema().sha256(), start.label(), start.seeds()));
        if (unstamped().isEmpty()) {
            ledger.stamp(session, contained);
        } else {
            ledger.record(session, LedgerEvent.unstamped());
        }
        if (request.environment().isProtected()) {
            ledger.record(session, LedgerEvent.guarded(request.environment().name()));
        }
    }

    /** A warning, if the code's migrations could not be seen. */
    Optional<Problem> unstamped() {
        return request.migrations() instanceof KnownMigrations.NotSeen hidden
                ? Optional.of(Problem.warning(
                        ProblemCode.BUILD_UNSTAMPED,
                        "The ledger of database " + request.database().label() + " does not yet know its migrations.",
                        hidden.why(),
                        "compile the migrations; the next migrate stamps them if db/schema is still the same"))
                : Optional.empty();
    }
}
