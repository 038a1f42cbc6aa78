package dev.confiture.config.url;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where a database is: on the embedded server, or on a server that is there already. */
public sealed interface DatabaseUrl {

    /** For people: everything but secrets. */
    String redacted();

    /** Whether the server can only be on this machine, as far as its address tells. */
    boolean isLoopback();

    /** Whether both name one database: same server, same database name. Host names are compared, not resolved. */
    boolean isSameDatabaseAs(DatabaseUrl other);

    /**
     * A database on the PostgreSQL that Confiture runs itself.
     *
     * @param major the server's major version; empty for the default
     * @param databaseName empty for the one that Confiture chooses for the project
     */
    record Embedded(OptionalInt major, Optional<String> databaseName) implements DatabaseUrl {

        @Override
        public String redacted() {
            return "embedded" + (major.isPresent() ? ":" + major.getAsInt() : "")
                    + databaseName.map(name -> "/" + name).orElse("");
        }

        @Override
        public boolean isLoopback() {
            return true;
        }

        @Override
        public boolean isSameDatabaseAs(DatabaseUrl other) {
            return equals(other);
        }
    }

    /** A database on a server. Holds the password, never prints it. */
    final class Server implements DatabaseUrl {

        private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]", "[0:0:0:0:0:0:0:1]");

        private final List<String> hosts;
        private final String database;
        private final Map<String, String> properties;

        /**
         * @param hosts {@code host:port} each, IPv6 addresses in brackets, in the order to try; for a Unix socket
         *     {@code localhost:port}
         * @param database the database's name, not encoded
         * @param properties of the JDBC driver, {@code user} and {@code password} among them
         */
        public Server(List<String> hosts, String database, Map<String, String> properties) {
            if (hosts.isEmpty() || database.isEmpty()) {
                throw new IllegalArgumentException("a server has a host and a database");
            }
            this.hosts = List.copyOf(hosts);
            this.database = database;
            this.properties = Map.copyOf(properties);
        }

        /** {@code host:port}, several joined by commas, as {@code Database.of} wants them. */
        public String hosts() {
            return String.join(",", hosts);
        }

        public String database() {
            return database;
        }

        public Optional<String> user() {
            return Optional.ofNullable(properties.get("user"));
        }

        /** Of the JDBC driver, {@code user} and {@code password} among them: not for printing. */
        public Map<String, String> properties() {
            return properties;
        }

        /** The same server and user, another database. */
        public Server named(String otherDatabase) {
            return new Server(hosts, otherDatabase, properties);
        }

        /** The same server and database, entered as another user. */
        public Server withCredentials(String user, String password) {
            Map<String, String> others = new TreeMap<>(properties);
            others.put("user", user);
            others.put("password", password);
            return new Server(hosts, database, others);
        }

        @Override
        public String redacted() {
            return "postgresql://" + user().map(user -> user + "@").orElse("") + hosts() + "/" + database;
        }

        @Override
        public boolean isLoopback() {
            return addresses().stream().allMatch(address -> address.startsWith("loopback:"));
        }

        @Override
        public boolean isSameDatabaseAs(DatabaseUrl other) {
            return other instanceof Server that
                    && database.equals(that.database)
                    && addresses().stream().anyMatch(that.addresses()::contains);
        }

        /** Hosts and ports with one spelling for each host. */
        private Set<String> addresses() {
            return hosts.stream().map(Server::address).collect(Collectors.toSet());
        }

        private static String address(String hostAndPort) {
            int colon = hostAndPort.lastIndexOf(':');
            String host = hostAndPort.substring(0, colon).toLowerCase(Locale.ROOT);
            String port = hostAndPort.substring(colon);
            boolean loopback = LOOPBACK.contains(host) || host.matches("127(\\.[0-9]+){1,3}");
            return (loopback ? "loopback" : host.replaceFirst("\\.$", "")) + port;
        }

        @Override
        public String toString() {
            return redacted();
        }
    }
}
