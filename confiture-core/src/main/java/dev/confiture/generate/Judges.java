package dev.confiture.generate;

import static java.util.Objects.requireNonNull;

import dev.confiture.generate.Proof.Proved;
import dev.confiture.generate.Proof.Unproved;
import dev.confiture.plan.Plan;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/** All who have to agree that statements lead where they should: two readings of the catalog, and pg_dump where it is. */
final class Judges {

    private final PlanVerifier verifier;
    private final Optional<DumpJudge> third;

    Judges(PlanVerifier verifier, Optional<DumpJudge> third) {
        this.verifier = requireNonNull(verifier, "verifier");
        this.third = requireNonNull(third, "third");
    }

    /**
     * @param proof what they say
     * @param who they are, for people
     */
    record Verdict(Proof proof, String who) {}

    /**
     * @param base where it starts, with the names that it gives first
     * @param down none if only the way there is judged
     */
    Verdict judge(ComparedSchema from, RenamedSchema base, ComparedSchema to, Plan up, Optional<Plan> down)
            throws SQLException {
        Proof proof = down.isPresent()
                ? verifier.verify(from.start(), from.picture(), to.picture(), up, down.get(), base.renames())
                : verifier.verifyUp(from.start(), from.picture(), to.picture(), up, base.renames());
        String ways = down.isPresent() ? "" : ", up only";
        if (!(proof instanceof Proved) || third.isEmpty()) {
            return new Verdict(
                    proof, "two judges" + ways + "; no pg_dump of the server's version or a newer one is on the PATH");
        }
        try {
            Optional<Unproved> otherwise = third.get().judge(from.start(), up, down, to.start());
            return new Verdict(
                    otherwise.isPresent() ? otherwise.get() : proof,
                    "three judges" + ways + ", " + third.get().label() + " among them");
        } catch (IOException e) {
            return new Verdict(proof, "two judges" + ways + "; pg_dump failed: " + e.getMessage());
        }
    }
}
