package dev.confiture.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people write them: {@code 500ms}, {@code 5s}, {@code 10min}. */
public final class Durations {

    /** What is expected, for messages. */
    public static final String FORM = "a whole number and ms, s or min";

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}) ?(ms|s|min)");

    private Durations() {}

    /** In that form: the largest unit of which it is a whole number. */
    public static String text(Duration duration) {
        if (duration.toMillis() % 1000 != 0) {
            return duration.toMillis() + "ms";
        }
        return duration.toSeconds() % 60 == 0 ? duration.toMinutes() + "min" : duration.toSeconds() + "s";
    }

    /** Empty if the text is no such time. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(number);
                    case "s" -> Duration.ofSeconds(number);
                    default -> Duration.ofMinutes(number);
                });
    }
}
