package dev.confiture.generate;

import dev.confiture.db.Session;
import dev.confiture.generate.PlanRun.Refusal;
import dev.confiture.generate.Proof.Different;
import dev.confiture.generate.Proof.Failed;
import dev.confiture.generate.Proof.Step;
import dev.confiture.generate.Proof.Unproved;
import dev.confiture.generate.dump.PgDump;
import dev.confiture.generate.dump.SchemaDump;
import dev.confiture.plan.Plan;
import dev.confiture.source.ScratchDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The third judge: runs a plan there, and back where there is a way, without rows, and compares what pg_dump writes. */
final class DumpJudge {

    private final PgDump program;

    DumpJudge(PgDump program) {
        this.program = program;
    }

    String label() {
        return program.label();
    }

    /**
     * Empty if the dumps agree.
     *
     * @throws IOException if the program fails
     */
    Optional<Unproved> judge(PlanVerifier.Start before, Plan up, Optional<Plan> down, PlanVerifier.Start after)
            throws SQLException, IOException {
        SchemaDump aim;
        try (ScratchDatabase there = after.open()) {
            aim = dump(there);
        }
        try (ScratchDatabase database = before.open();
                Session session = database.open()) {
            SchemaDump start = dump(database);
            Optional<Unproved> end = step(session, database, Step.UP, up, aim);
            return end.isPresent() || down.isEmpty() ? end : step(session, database, Step.DOWN, down.get(), start);
        }
    }

    private Optional<Unproved> step(Session session, ScratchDatabase database, Step step, Plan plan, SchemaDump aim)
            throws SQLException, IOException {
        Optional<Refusal> refusal = new PlanRun(session).run(plan.statements());
        if (refusal.isPresent()) {
            return Optional.of(Failed.of(step, refusal.get()));
        }
        List<Difference> differences = dump(database).differencesTo(aim).stream()
                .map(entry -> Difference.of(entry, " is written otherwise by " + program.label()))
                .toList();
        return differences.isEmpty() ? Optional.empty() : Optional.of(new Different(step, differences));
    }

    private SchemaDump dump(ScratchDatabase database) throws IOException {
        return program.dump(database.database().name());
    }
}
