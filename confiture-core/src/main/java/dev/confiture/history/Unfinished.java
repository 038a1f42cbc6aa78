package dev.confiture.history;

import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;

/** What to say of migrations outside a transaction that did not come to their end. */
final class Unfinished {

    private Unfinished() {}

    /** Whether a run may go on with it, or start it over. */
    static boolean canGoOn(HistoryEntry entry) {
        return entry.resolved()
                .filter(migration -> interruption(entry).isAnswerable()
                        || migration.entry().options().restartable())
                .isPresent();
    }

    /** A warning where the next run goes on with it, an error where it must not. */
    static Problem finding(HistoryEntry entry) {
        boolean isUndone = entry.state() == MigrationState.HALF_UNDONE;
        String what = "Migration " + entry.label() + " was started outside a transaction and did not finish.";
        String why =
                (isUndone ? "it was being undone: " : "") + interruption(entry).text();
        if (!canGoOn(entry)) {
            return refusal(entry);
        }
        return isUndone
                ? Problem.error(
                        ProblemCode.HISTORY_UNFINISHED, what, why, "mvn confiture:rollback goes on with undoing it")
                : Problem.warning(
                        ProblemCode.HISTORY_UNFINISHED,
                        what,
                        why,
                        interruption(entry).isAnswerable()
                                ? "mvn confiture:migrate goes on after them"
                                : "mvn confiture:migrate starts it over, as onInterrupt = RESTART says");
    }

    /** Nothing may run before somebody looked. */
    static Problem refusal(HistoryEntry entry) {
        boolean isGone = entry.resolved().isEmpty();
        String reason = isGone
                ? "the code no longer has class "
                        + entry.applied().orElseThrow().className()
                : "it asked the database for more than update counts, so what it did after that cannot be replayed";
        return Problem.error(
                ProblemCode.HISTORY_UNFINISHED,
                "Migration " + entry.label() + " was started outside a transaction and did not finish.",
                interruption(entry).text() + "\n" + reason,
                isGone
                        ? "bring the class back, or look at the database and say in the ledger what is true"
                                + " (docs/problems/history.unfinished.md)"
                        : "look at the database, then say what is true (docs/problems/history.unfinished.md);"
                                + " where running it twice does no harm, declare onInterrupt = OnInterrupt.RESTART");
    }

    private static Interruption interruption(HistoryEntry entry) {
        return entry.applied().flatMap(AppliedMigration::interruption).orElse(Interruption.AT_START);
    }
}
