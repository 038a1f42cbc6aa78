package dev.confiture.db;

import static java.util.Objects.requireNonNull;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.postgresql.Driver;

/**
 * One database on one server, and what is needed to open it. Immutable; holds the password, never prints it.
 */
public final class Database {

    private final String hosts;
    private final String name;
    private final Map<String, String> properties;
    private final boolean isBehindSessionPooler;

    private Database(String hosts, String name, Map<String, String> properties, boolean isBehindSessionPooler) {
        this.hosts = requireNonNull(hosts, "hosts");
        this.name = requireNonNull(name, "name");
        this.properties = Map.copyOf(properties);
        this.isBehindSessionPooler = isBehindSessionPooler;
    }

    /**
     * @param hosts {@code host:port}, several joined by commas, tried in order; IPv6 addresses in brackets
     * @param name the database's name, unquoted
     * @param properties pgjdbc connection properties, {@code user} and {@code password} among them
     */
    public static Database of(String hosts, String name, Map<String, String> properties) {
        return new Database(hosts, name, properties, false);
    }

    public String name() {
        return name;
    }

    public String hosts() {
        return hosts;
    }

    /** The same server and user, another database. */
    public Database named(String otherName) {
        return new Database(hosts, otherName, properties, isBehindSessionPooler);
    }

    /** The same database with one more connection property. */
    public Database with(String property, String value) {
        Map<String, String> more = new TreeMap<>(properties);
        more.put(property, value);
        return new Database(hosts, name, more, isBehindSessionPooler);
    }

    /** The same database, reached through a pooler that its user declared to be in session mode. */
    public Database behindSessionPooler() {
        return new Database(hosts, name, properties, true);
    }

    public boolean isBehindSessionPooler() {
        return isBehindSessionPooler;
    }

    /**
     * Opens a session in autocommit mode.
     *
     * @param applicationName what {@code pg_stat_activity} shows: {@code confiture:<goal>:<host>:<pid>}
     * @throws SQLException as the driver reports it; {@link SqlErrors#unreachable} makes a problem of it
     */
    public Session open(String applicationName) throws SQLException {
        Properties all = new Properties();
        // Statements without parameters go to the server whole, in the simple protocol: the driver does not split or
        // rewrite them, so positions in server errors count from our own text.
        all.setProperty("preferQueryMode", "extendedForPrepared");
        all.setProperty("tcpKeepAlive", "true");
        // Lets the driver send its settings while connecting, which saves a round trip each.
        all.setProperty("assumeMinServerVersion", "12");
        // The detail may be a row, and a batch's message holds its parameters; SqlErrors tells what is none.
        all.setProperty("logServerErrorDetail", "false");
        properties.forEach(all::setProperty);
        all.setProperty("ApplicationName", applicationName);
        Connection connection = new Driver().connect(url(), all);
        if (connection == null) {
            throw new SQLException("the driver does not accept " + url());
        }
        return new Session(this, connection);
    }

    private String url() {
        return "jdbc:postgresql://" + hosts + "/"
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** {@code name at host:port}: for messages. */
    public String label() {
        return name + " at " + hosts;
    }

    @Override
    public String toString() {
        return label();
    }
}
