package dev.confiture.maven.goal;

import dev.confiture.config.Durations;
import dev.confiture.hazard.Tier;
import dev.confiture.index.MigrationVersion;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.Suggestion;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns what a user wrote for a parameter into a value, or into a problem. */
final class Choice {

    private static final Duration LONGEST = Duration.ofDays(1);

    private Choice() {}

    /** One of an enum's constants, written in lower case; empty if nothing was written. */
    static <E extends Enum<E>> Optional<E> of(String property, @Nullable String written, Class<E> type) {
        if (written == null) {
            return Optional.empty();
        }
        List<String> known = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        int index = known.indexOf(written.strip());
        if (index < 0) {
            throw bad(property, written, Suggestion.didYouMean(written, known) + "Write " + String.join(", ", known));
        }
        return Optional.of(type.getEnumConstants()[index]);
    }

    /** A migration's version; empty if nothing was written. */
    static Optional<MigrationVersion> version(String property, @Nullable String written) {
        if (written == null) {
            return Optional.empty();
        }
        return Optional.of(MigrationVersion.parse(written.strip())
                .orElseThrow(() -> bad(
                        property, written, "write a version: digits, in groups joined by . or _, as 20261120101500")));
    }

    /** A time of up to a day; empty if nothing was written. */
    static Optional<Duration> duration(String property, @Nullable String written) {
        if (written == null) {
            return Optional.empty();
        }
        return Optional.of(Durations.parse(written.strip())
                .filter(time -> time.compareTo(LONGEST) <= 0)
                .orElseThrow(() -> bad(property, written, "write " + Durations.FORM + ", up to 1440min")));
    }

    /** The same, and more than nothing. */
    static Optional<Duration> positiveDuration(String property, @Nullable String written) {
        Optional<Duration> time = duration(property, written);
        if (written != null && time.filter(Duration::isZero).isPresent()) {
            throw bad(property, written, "write " + Durations.FORM + ", more than 0");
        }
        return time;
    }

    /** How risky something may be; reversible if nothing was written. */
    static Tier tier(String property, @Nullable String written) {
        if (written == null) {
            return Tier.REVERSIBLE;
        }
        List<String> known = Arrays.stream(Tier.values()).map(Tier::text).toList();
        return Arrays.stream(Tier.values())
                .filter(tier -> tier.text().equals(written.strip()))
                .findFirst()
                .orElseThrow(() -> bad(
                        property,
                        written,
                        Suggestion.didYouMean(written, known) + "Write " + String.join(", ", known)));
    }

    /** A number of at least 1; empty if nothing was written. */
    static Optional<Integer> positive(String property, @Nullable String written) {
        if (written == null) {
            return Optional.empty();
        }
        try {
            int number = Integer.parseInt(written.strip());
            if (number >= 1) {
                return Optional.of(number);
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw bad(property, written, "write a whole number, 1 or more");
    }

    /** For parameters of which only one can have an effect. */
    static ConfitureException together(List<String> properties, String why) {
        return new ConfitureException(Problem.error(
                ProblemCode.MAVEN_BAD_VALUE,
                String.join(" and ", properties) + " are given together.",
                why,
                "choose one"));
    }

    /** For a value that is none of those that there are. */
    static ConfitureException bad(String property, String written, String fix) {
        return new ConfitureException(
                Problem.error(ProblemCode.MAVEN_BAD_VALUE, property + " is \"" + written + "\".", "", fix));
    }
}
