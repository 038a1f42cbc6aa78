package dev.confiture.event;

import dev.confiture.problem.Problem;
import java.time.Duration;

/** One thing that happened, worth a line to the person who waits. */
public sealed interface Event {

    /**
     * Work began.
     *
     * @param activity what, as a person would say it: "applying 20261120101500 add_user_bio"
     */
    record Started(String activity) implements Event {}

    /**
     * Work goes on.
     *
     * @param activity as in {@link Started}
     * @param detail how far it is
     */
    record Progressed(String activity, String detail) implements Event {}

    /**
     * Work is done.
     *
     * @param activity as in {@link Started}
     * @param took wall time
     */
    record Finished(String activity, Duration took) implements Event {}

    /**
     * Something to know that does not stop the work.
     *
     * @param problem a note or a warning
     */
    record Noticed(Problem problem) implements Event {}
}
