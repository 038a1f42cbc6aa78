package dev.confiture.db;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code pg_stat_activity} shows of our sessions, so that a person finds the process behind one. */
public final class ApplicationName {

    /** PostgreSQL cuts longer ones off. */
    private static final int MAX_LENGTH = 63;

    private static final Pattern OURS = Pattern.compile("confiture:([^:]+):.*:[0-9]+");

    private ApplicationName() {}

    /** {@code confiture:<goal>:<host>:<pid>} of this process. */
    public static String of(String goal) {
        return of(goal, hostName(), ProcessHandle.current().pid());
    }

    /** Printable ASCII, at most 63 characters: a long host name is shortened, because the process number must stay. */
    static String of(String goal, String host, long pid) {
        String start = "confiture:" + goal + ":";
        String end = ":" + pid;
        int room = Math.max(0, MAX_LENGTH - start.length() - end.length());
        String shortHost = host.substring(0, Math.min(host.length(), room));
        return (start + shortHost + end).replaceAll("[^\\x21-\\x7e]", "?");
    }

    /** The goal that a session of ours works for; empty for other people's sessions. */
    public static Optional<String> goal(String applicationName) {
        Matcher ours = OURS.matcher(applicationName);
        return ours.matches() ? Optional.of(ours.group(1)) : Optional.empty();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown-host"; // a machine without a name of its own, as some containers are
        }
    }
}
