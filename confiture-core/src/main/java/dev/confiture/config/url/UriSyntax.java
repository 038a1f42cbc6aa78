package dev.confiture.config.url;

import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.Suggestion;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * {@code postgresql://user:password@host:port,host:port/dbname?keyword=value&…}, read as libpq reads it. No message
 * quotes a part that could belong to a password: one with {@code / ? @} that nobody encoded ends up in any part.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS">Connection URIs</a>
 */
final class UriSyntax {

    private static final String ENCODE =
            "write reserved characters in user, password and database name as %XX: @ is %40, / is %2F, : is %3A, % is %25";

    private final Consumer<Problem> findings;
    private final ConnectionString result = new ConnectionString();

    private UriSyntax(Consumer<Problem> findings) {
        this.findings = findings;
    }

    static boolean accepts(String text) {
        return text.startsWith("postgresql://") || text.startsWith("postgres://");
    }

    static ConnectionString read(String text, Consumer<Problem> findings) {
        UriSyntax syntax = new UriSyntax(findings);
        syntax.readAfterScheme(text.substring(text.indexOf("://") + 3));
        return syntax.result;
    }

    private void readAfterScheme(String text) {
        int at = text.indexOf('@');
        int slash = text.indexOf('/');
        boolean hasUser = at >= 0 && (slash < 0 || at < slash);
        String address = hasUser ? text.substring(at + 1) : text;
        int authorityEnd = firstOf(address, "/?");
        String authority = address.substring(0, authorityEnd);
        int question = address.indexOf('?');
        String path = address.substring(authorityEnd, question < 0 ? address.length() : question);
        String query = question < 0 ? "" : address.substring(question + 1);
        if (authority.indexOf('@') >= 0 || path.indexOf('@') >= 0) {
            problem("The database URL has an @ in a place where it has no meaning.", ENCODE);
            return;
        }
        if (hasUser) {
            readUser(text.substring(0, at));
        }
        readHosts(authority);
        if (path.length() > 1) {
            decode(path.substring(1), "database name").ifPresent(name -> put("dbname", name));
        }
        readQuery(query);
    }

    private void readUser(String userInfo) {
        int colon = userInfo.indexOf(':');
        String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
        decode(user, "user").filter(name -> !name.isEmpty()).ifPresent(name -> put("user", name));
        if (colon >= 0) {
            decode(userInfo.substring(colon + 1), "password")
                    .filter(secret -> !secret.isEmpty())
                    .ifPresent(secret -> put("password", secret));
        }
    }

    private void readHosts(String authority) {
        if (authority.isEmpty()) {
            return;
        }
        List<String> hosts = new ArrayList<>();
        List<String> ports = new ArrayList<>();
        for (String hostAndPort : authority.split(",", -1)) {
            int hostEnd = hostAndPort.startsWith("[") ? hostAndPort.indexOf(']') + 1 : firstOf(hostAndPort, ":");
            if (hostEnd == 0) {
                problem("The database URL has a [ without its ].", "write an IPv6 address as [2001:db8::1]");
                return;
            }
            String rest = hostAndPort.substring(hostEnd);
            if (!rest.isEmpty() && rest.charAt(0) != ':') {
                problem("The database URL has text between an IPv6 address and its port.", "write [2001:db8::1]:5432");
                return;
            }
            decode(hostAndPort.substring(0, hostEnd), "host").ifPresent(hosts::add);
            ports.add(rest.isEmpty() ? "" : rest.substring(1));
        }
        put("host", String.join(",", hosts));
        if (ports.stream().anyMatch(port -> !port.isEmpty())) {
            put("port", String.join(",", ports));
        }
    }

    private void readQuery(String query) {
        boolean afterPassword = false;
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String keyword = equals < 0 ? pair : pair.substring(0, equals);
            boolean quotable = !afterPassword && keyword.matches("[A-Za-z_]{1,40}") && query.indexOf('@') < 0;
            if (keyword.equals("ssl") && pair.equals("ssl=true")) {
                put("sslmode", "require"); // libpq has this one exception for URLs that were written for JDBC.
            } else if (equals < 0 || LibpqParameter.of(keyword).isEmpty()) {
                findings.accept(unknown(keyword, quotable));
            } else {
                decode(pair.substring(equals + 1), "parameter " + keyword).ifPresent(value -> put(keyword, value));
            }
            afterPassword |= keyword.endsWith("password");
        }
    }

    private static Problem unknown(String keyword, boolean quotable) {
        return quotable
                ? Problem.error(
                        ProblemCode.CONFIG_URL_PARAMETER,
                        "The database URL has an unknown parameter \"" + keyword + "\".",
                        "",
                        Suggestion.didYouMean(keyword, LibpqParameter.keywords())
                                + "Parameters are keyword=value pairs, joined by &: "
                                + "postgresql.org/docs/current/libpq-connect.html lists them")
                : Problem.error(
                        ProblemCode.CONFIG_URL_PARAMETER,
                        "The database URL has something after its ? that is no known parameter.",
                        "it is not shown, because it may be a part of a password",
                        ENCODE + "; in parameters, & is %26 and ? is %3F");
    }

    private Optional<String> decode(String encoded, String part) {
        Optional<String> decoded = percentDecoded(encoded);
        if (decoded.isEmpty()) {
            problem(
                    "The " + part + " in the database URL is not correctly percent-encoded.",
                    "a % begins a byte as two hexadecimal digits (not 00), in UTF-8; a percent sign itself is %25");
        }
        return decoded;
    }

    /** Empty if a percent sign is not followed by two hexadecimal digits, or the bytes are no UTF-8 text. */
    static Optional<String> percentDecoded(String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < encoded.length(); ) {
            int point = encoded.codePointAt(i);
            if (point != '%') {
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(point);
                continue;
            }
            String hex = encoded.substring(i + 1, Math.min(i + 3, encoded.length()));
            if (!hex.matches("[0-9A-Fa-f]{2}") || hex.equals("00")) {
                return Optional.empty();
            }
            bytes.write(Integer.parseInt(hex, 16));
            i += 3;
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static int firstOf(String text, String characters) {
        for (int i = 0; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    private void put(String keyword, String value) {
        result.parameters().put(keyword, value);
    }

    private void problem(String what, String fix) {
        findings.accept(Problem.error(ProblemCode.CONFIG_BAD_URL, what, "", fix));
    }
}
