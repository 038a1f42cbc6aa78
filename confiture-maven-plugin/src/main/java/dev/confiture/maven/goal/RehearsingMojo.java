package dev.confiture.maven.goal;

import dev.confiture.MigrationJourney;
import dev.confiture.diff.CatalogFilter;
import dev.confiture.index.MigrationVersion;
import dev.confiture.maven.Idle;
import dev.confiture.maven.Workplace;
import dev.confiture.problem.Suggestion;
import dev.confiture.runner.OnTarget;
import dev.confiture.runner.PreflightReport;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** A goal that can run the pending migrations without anything of them staying. */
abstract class RehearsingMojo extends LockingMojo {

    static final String AGAINST = "confiture.against";
    static final String CONFIRM = "confiture.confirm";
    static final String LIMIT = "confiture.limit";

    static final String STATEMENT_LIMIT = "confiture.statementLimit";

    /** What {@code confiture.against} says for the environment's own database. */
    private static final String TARGET = "target";

    /** What it says for a build of the point at which that stands; behind a colon, of another point. */
    private static final String BUILD = "build";

    private static final List<String> PLACES = List.of(TARGET, BUILD);

    /** The last version to apply. Default: everything that is pending. */
    @Parameter(property = "confiture.target")
    private @Nullable String target;

    /** The database's name, repeated by whoever means to rehearse on a protected one. */
    @Parameter(property = CONFIRM)
    private @Nullable String confirm;

    /** How long a rehearsal that is rolled back may take in all, as 30s or 10min. */
    @Parameter(property = LIMIT, defaultValue = "1min")
    private @Nullable String limit;

    /** How long one of its statements may take, where the environment's session does not say less. */
    @Parameter(property = STATEMENT_LIMIT, defaultValue = "30s")
    private @Nullable String statementLimit;

    /** Where nothing has to be rolled back. */
    final List<Idle> idleOnCopy() {
        boolean isRolledBack = unprinted(AGAINST).filter(text -> !isBuild(text)).isPresent();
        return isRolledBack
                ? List.of()
                : List.of(Idle.because(
                        "it is for a rehearsal that is rolled back (" + AGAINST + "=target or a URL)",
                        CONFIRM,
                        LIMIT,
                        STATEMENT_LIMIT));
    }

    private static boolean isBuild(String against) {
        return against.equals(BUILD) || against.startsWith(BUILD + ":");
    }

    final Optional<MigrationVersion> last() {
        return Choice.version("confiture.target", target);
    }

    /** Runs them on a copy, or where {@code confiture.against} says. */
    final PreflightReport rehearse(Workplace workplace) {
        Optional<String> against = unprinted(AGAINST).map(String::strip);
        against.ifPresent(RehearsingMojo::requirePlace);
        if (against.isEmpty()) {
            return rehearsing(workplace).preflight(last());
        }
        if (isBuild(against.get())) {
            Optional<String> point = Optional.of(against.get().substring(BUILD.length()))
                    .filter(text -> !text.isEmpty())
                    .map(text -> text.substring(1));
            return rehearsing(workplace).preflightBuilt(last(), point);
        }
        boolean isCopy = !against.get().equals(TARGET);
        OnTarget terms = new OnTarget(
                isCopy,
                Optional.ofNullable(confirm),
                Choice.positiveDuration(LIMIT, limit).orElse(OnTarget.USUAL_LIMIT),
                Choice.positiveDuration(STATEMENT_LIMIT, statementLimit).orElse(OnTarget.USUAL_STATEMENT_LIMIT));
        return rehearsing(isCopy ? workplace.on(against.get()) : workplace).preflightRolledBack(last(), terms);
    }

    private MigrationJourney rehearsing(Workplace workplace) {
        return journey(workplace).comparing(compared());
    }

    /** What of the end is compared with db/schema. */
    CatalogFilter compared() {
        return CatalogFilter.NONE;
    }

    /** A word is a misspelt one, no URL; whoever reads it as a URL would speak of another parameter. */
    private static void requirePlace(String against) {
        boolean isWord = against.matches("[A-Za-z_-]*") && !against.equals("embedded");
        boolean isUnnamed = against.equals(BUILD + ":") || against.equals(BUILD + ":git:");
        if (isUnnamed || (isWord && !PLACES.contains(against))) {
            throw Choice.bad(
                    AGAINST,
                    against,
                    Suggestion.didYouMean(against, PLACES)
                            + "Write target, build, build:<version>, build:git:<ref> or the URL of a copy");
        }
    }

    static MigrationJourney journey(Workplace workplace) {
        return workplace.withMigrations().migrations();
    }
}
