package dev.confiture.event;

/** Receives events, on the thread that does the work; must not throw. */
@FunctionalInterface
public interface EventSink {

    void accept(Event event);

    /** Listens to nothing. */
    static EventSink none() {
        return event -> {};
    }
}
