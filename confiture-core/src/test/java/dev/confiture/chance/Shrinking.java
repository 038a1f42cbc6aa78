package dev.confiture.chance;

import dev.confiture.chance.RandomSchema.Simpler;
import dev.confiture.chance.Trial.Result;
import dev.confiture.corpora.PairResult;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Makes a failure smaller: decisions are taken simply, many at once at first, as long as the failure stays. */
final class Shrinking {

    private static final int MOST_ATTEMPTS = 150;

    private final Trial trial;
    private Result best;
    private int attempts;

    private Shrinking(Trial trial, Result failed) {
        this.trial = trial;
        this.best = failed;
    }

    static Result simplest(Trial trial, Result failed) throws SQLException {
        Shrinking search = new Shrinking(trial, failed);
        Set<String> decisions = new LinkedHashSet<>(RandomSchema.of(failed.seed(), 0, failed.major(), Simpler.NOTHING)
                .decisions()
                .keySet());
        decisions.addAll(
                trial.neighbour(failed.seed(), Simpler.NOTHING).decisions().keySet());
        Set<String> plain = search.without(decisions, chosen -> new Simpler(Set.of(), chosen));
        decisions.removeAll(plain);
        search.without(decisions, chosen -> new Simpler(chosen, plain));
        return search.best;
    }

    private Set<String> without(Collection<String> decisions, Function<Set<String>, Simpler> simpler)
            throws SQLException {
        Set<String> gone = new LinkedHashSet<>();
        List<String> rest = new ArrayList<>(decisions);
        for (int size = rest.size() / 2; size > 0 && attempts < MOST_ATTEMPTS; size /= 2) {
            for (int from = 0; from < rest.size() && attempts < MOST_ATTEMPTS; from += size) {
                Set<String> chosen = new LinkedHashSet<>(gone);
                chosen.addAll(rest.subList(from, Math.min(rest.size(), from + size)));
                attempts++;
                Result result = trial.run(best.seed(), simpler.apply(chosen));
                if (gist(result).equals(gist(best))) {
                    best = result;
                    gone = chosen;
                }
            }
            rest.removeAll(gone);
        }
        return gone;
    }

    /** What kind of failure it is, without names. */
    private static String gist(Result result) {
        return result.miss()
                .map(PairResult::reason)
                .map(reason -> result.outcome() + " "
                        + reason.replaceAll("\"[^\"]*\"|[^A-Za-z: ]+", "").replaceAll("(?s)^(.{30}).*", "$1"))
                .orElse("");
    }
}
