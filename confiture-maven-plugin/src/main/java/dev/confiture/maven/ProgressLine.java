package dev.confiture.maven;

import java.io.Console;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The last line of a terminal, which says what is going on and for how long. It makes way for whatever is printed. */
final class ProgressLine implements AutoCloseable {

    /** What every terminal shows without breaking the line. */
    private static final int WIDTH = 78;

    private static final String BACK = "\r";
    private static final String ERASE_REST = "\u001b[K";

    private final Consumer<String> terminal;
    private final ScheduledExecutorService clock;
    private final Future<?> ticking;
    private String activity = "";
    private String text = "";
    private long since;

    /** @param terminal prints what it gets, and no line end after it */
    ProgressLine(Consumer<String> terminal) {
        this.terminal = terminal;
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, "confiture-progress");
            daemon.setDaemon(true);
            return daemon;
        });
        this.ticking = clock.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    /**
     * Whether somebody watches who can bear a line that moves.
     *
     * @param environment the shell's variables
     * @param styleColor Maven's property {@code style.color}
     */
    static boolean isWanted(boolean isBatch, Map<String, String> environment, Optional<String> styleColor) {
        boolean isPlain = styleColor.filter("never"::equals).isPresent()
                || !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "dumb").equals("dumb");
        return !isBatch && !isPlain && isTerminal();
    }

    @SuppressWarnings("SystemConsoleNull") // up to JDK 21 it is null without a terminal; later ones have to be asked
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Whether a text can be shown; longer ones are for the log. */
    static boolean fits(String text) {
        return text.length() <= WIDTH - " 99999 s".length() && text.indexOf('\n') < 0;
    }

    /**
     * @param doing what is going on; its time is counted
     * @param what to show of it now
     */
    synchronized void show(String doing, String what) {
        if (!doing.equals(activity)) {
            activity = doing;
            since = System.nanoTime();
        }
        text = what;
        terminal.accept(BACK + text + ERASE_REST);
    }

    /** Something is about to be printed in its place. */
    synchronized void clear() {
        if (!text.isEmpty()) {
            text = "";
            terminal.accept(BACK + ERASE_REST);
        }
    }

    private synchronized void tick() {
        repaint(Duration.ofNanos(System.nanoTime() - since));
    }

    synchronized void repaint(Duration elapsed) {
        if (!text.isEmpty()) {
            terminal.accept(BACK + text + " " + elapsed.toSeconds() + " s" + ERASE_REST);
        }
    }

    @Override
    public void close() {
        ticking.cancel(false);
        clock.shutdown();
        clear();
    }
}
