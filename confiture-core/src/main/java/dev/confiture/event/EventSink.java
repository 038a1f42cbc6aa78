package dev.confiture.event;

/** Receives events, mostly on the thread that does the work; must not throw. */
@FunctionalInterface
public interface EventSink {

    void accept(Event event);

    /** The same for several threads: it gets one event at a time. */
    default EventSink oneAtATime() {
        return event -> {
            synchronized (this) {
                accept(event);
            }
        };
    }

    /** Listens to nothing. */
    static EventSink none() {
        return event -> {};
    }
}
