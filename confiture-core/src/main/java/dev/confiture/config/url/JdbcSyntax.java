package dev.confiture.config.url;

import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.Suggestion;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.postgresql.PGProperty;

/**
 * {@code jdbc:postgresql://host:port,host:port/database?property=value&…}, read as the JDBC driver reads it. The
 * driver's own list of properties decides which ones exist.
 *
 * @see <a href="https://jdbc.postgresql.org/documentation/use/">Connecting to the database</a>
 */
final class JdbcSyntax {

    private static final String PREFIX = "jdbc:postgresql:";

    private final Consumer<Problem> findings;
    private final ConnectionString result = new ConnectionString();

    private JdbcSyntax(Consumer<Problem> findings) {
        this.findings = findings;
    }

    static boolean accepts(String text) {
        return text.startsWith(PREFIX);
    }

    static ConnectionString read(String text, Consumer<Problem> findings) {
        JdbcSyntax syntax = new JdbcSyntax(findings);
        syntax.readAfterPrefix(text.substring(PREFIX.length()));
        return syntax.result;
    }

    private void readAfterPrefix(String text) {
        int question = text.indexOf('?');
        String address = question < 0 ? text : text.substring(0, question);
        if (address.indexOf('@') >= 0) {
            findings.accept(Problem.error(
                    ProblemCode.CONFIG_BAD_URL,
                    "The JDBC URL has an @: user and password do not stand before the host there.",
                    "",
                    "write jdbc:postgresql://host/database?user=…&password=…, or postgresql://user:password@host/database"
                            + " without jdbc:"));
            return;
        }
        String path = address;
        if (address.startsWith("//")) {
            int slash = address.indexOf('/', 2);
            readHosts(address.substring(2, slash < 0 ? address.length() : slash));
            path = slash < 0 ? "" : address.substring(slash);
        }
        String database = path.startsWith("/") ? path.substring(1) : path;
        if (!database.isEmpty()) {
            decode(database, "database name")
                    .ifPresent(name -> result.parameters().put("dbname", name));
        }
        readQuery(question < 0 ? "" : text.substring(question + 1));
    }

    private void readHosts(String authority) {
        if (authority.isEmpty()) {
            return;
        }
        List<String> hosts = new ArrayList<>();
        List<String> ports = new ArrayList<>();
        for (String hostAndPort : authority.split(",", -1)) {
            int colon = hostAndPort.lastIndexOf(':');
            boolean hasPort = colon > hostAndPort.indexOf(']');
            hosts.add(hasPort ? hostAndPort.substring(0, colon) : hostAndPort);
            ports.add(hasPort ? hostAndPort.substring(colon + 1) : "");
        }
        result.parameters().put("host", String.join(",", hosts));
        result.parameters().put("port", String.join(",", ports));
    }

    private void readQuery(String query) {
        boolean afterPassword = false;
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            Optional<PGProperty> property = Optional.ofNullable(PGProperty.forName(name));
            if (property.isEmpty()) {
                boolean quotable = !afterPassword && name.matches("[A-Za-z_]{1,40}") && query.indexOf('@') < 0;
                findings.accept(unknown(quotable ? " \"" + name + "\"" : "", quotable ? name : ""));
            } else {
                decode(equals < 0 ? "" : pair.substring(equals + 1), "property " + name)
                        .ifPresent(value -> put(property.get(), value));
            }
            afterPassword |= name.toLowerCase(Locale.ROOT).endsWith("password");
        }
    }

    private void put(PGProperty property, String value) {
        switch (property) {
            case USER, PASSWORD, SERVICE -> result.parameters().put(property.getName(), value);
            case PG_HOST -> result.parameters().put("host", value);
            case PG_PORT -> result.parameters().put("port", value);
            case PG_DBNAME -> result.parameters().put("dbname", value);
            default -> result.driverProperties().put(property.getName(), value);
        }
    }

    private static Problem unknown(String quoted, String name) {
        return Problem.error(
                ProblemCode.CONFIG_URL_PARAMETER,
                "The JDBC URL has an unknown property" + quoted + ".",
                quoted.isEmpty() ? "it is not shown, because it may be a part of a password" : "",
                Suggestion.didYouMean(name, names())
                        + "Properties are name=value pairs, joined by &; reserved characters in values are %XX");
    }

    private static List<String> names() {
        return Arrays.stream(PGProperty.values()).map(PGProperty::getName).toList();
    }

    private Optional<String> decode(String encoded, String part) {
        try {
            return Optional.of(URLDecoder.decode(encoded, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            findings.accept(Problem.error(
                    ProblemCode.CONFIG_BAD_URL,
                    "The " + part + " in the JDBC URL is not correctly percent-encoded.",
                    "",
                    "a % begins a byte as two hexadecimal digits; a percent sign itself is %25"));
            return Optional.empty();
        }
    }
}
