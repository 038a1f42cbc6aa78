package dev.confiture.config.url;

import static java.util.stream.Collectors.toMap;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One connection parameter of libpq and what becomes of it with the JDBC driver.
 *
 * @param keyword its name in URLs, connection strings and service files
 * @param variable the environment variable that gives its default; empty if there is none
 * @param use what becomes of it
 * @param property the driver's name for it; empty unless it is passed on
 * @param values for a choice: libpq's value to the driver's
 * @see <a href="https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS">libpq parameters</a>
 */
record LibpqParameter(String keyword, String variable, Use use, String property, Map<String, String> values) {

    /** What becomes of a parameter. */
    enum Use {
        /** Says where the database is and who enters: handled one by one. */
        ADDRESS,
        /** Goes to the driver as it is. */
        TEXT,
        /** Goes to the driver as a whole number of seconds. */
        SECONDS,
        /** One of a few words, which the driver may spell in its own way. */
        CHOICE,
        /** The driver has no such thing, and nothing is lost without it. */
        NO_EFFECT,
        /** The driver has no such thing, and to go on without it would be less safe, or other, than was asked for. */
        REFUSED
    }

    private static final Map<String, LibpqParameter> ALL = Stream.of(
                    address("host", "PGHOST"),
                    address("hostaddr", "PGHOSTADDR"),
                    address("port", "PGPORT"),
                    address("dbname", "PGDATABASE"),
                    address("user", "PGUSER"),
                    address("password", "PGPASSWORD"),
                    address("passfile", "PGPASSFILE"),
                    address("service", "PGSERVICE"),
                    address("servicefile", "PGSERVICEFILE"),
                    text("application_name", "PGAPPNAME", "ApplicationName"),
                    text("options", "PGOPTIONS", "options"),
                    text("sslcert", "PGSSLCERT", "sslcert"),
                    text("sslkey", "PGSSLKEY", "sslkey"),
                    text("sslpassword", "", "sslpassword"),
                    text("sslrootcert", "PGSSLROOTCERT", "sslrootcert"),
                    text("krbsrvname", "PGKRBSRVNAME", "kerberosServerName"),
                    text("require_auth", "PGREQUIREAUTH", "requireAuth"),
                    new LibpqParameter("connect_timeout", "PGCONNECT_TIMEOUT", Use.SECONDS, "connectTimeout", Map.of()),
                    choice(
                            "sslmode",
                            "PGSSLMODE",
                            "sslmode",
                            "disable",
                            "allow",
                            "prefer",
                            "require",
                            "verify-ca",
                            "verify-full"),
                    choice("sslnegotiation", "PGSSLNEGOTIATION", "sslNegotiation", "postgres", "direct"),
                    choice("gssencmode", "PGGSSENCMODE", "gssEncMode", "disable", "prefer", "require"),
                    choice("channel_binding", "PGCHANNELBINDING", "channelBinding", "disable", "prefer", "require"),
                    choice(
                            "target_session_attrs",
                            "PGTARGETSESSIONATTRS",
                            "targetServerType",
                            "any",
                            "read-write=primary",
                            "read-only=secondary",
                            "primary",
                            "standby=secondary",
                            "prefer-standby=preferSecondary"),
                    choice(
                            "load_balance_hosts",
                            "PGLOADBALANCEHOSTS",
                            "loadBalanceHosts",
                            "disable=false",
                            "random=true"),
                    choice("keepalives", "", "tcpKeepAlive", "0=false", "1=true"),
                    noEffect("keepalives_idle"),
                    noEffect("keepalives_interval"),
                    noEffect("keepalives_count"),
                    noEffect("tcp_user_timeout"),
                    noEffect("client_encoding"),
                    noEffect("fallback_application_name"),
                    noEffect("sslcompression"),
                    noEffect("sslsni"),
                    noEffect("gsslib"),
                    noEffect("gssdelegation"),
                    noEffect("min_protocol_version"),
                    noEffect("max_protocol_version"),
                    refused("sslcrl", "PGSSLCRL"),
                    refused("sslcrldir", "PGSSLCRLDIR"),
                    refused("sslcertmode", "PGSSLCERTMODE"),
                    refused("ssl_min_protocol_version", "PGSSLMINPROTOCOLVERSION"),
                    refused("ssl_max_protocol_version", "PGSSLMAXPROTOCOLVERSION"),
                    refused("requirepeer", "PGREQUIREPEER"),
                    refused("requiressl", "PGREQUIRESSL"),
                    refused("replication", ""))
            .collect(toMap(LibpqParameter::keyword, Function.identity(), (a, b) -> b, LinkedHashMap::new));

    static Optional<LibpqParameter> of(String keyword) {
        return Optional.ofNullable(ALL.get(keyword));
    }

    static List<LibpqParameter> all() {
        return List.copyOf(ALL.values());
    }

    static List<String> keywords() {
        return List.copyOf(ALL.keySet());
    }

    private static LibpqParameter address(String keyword, String variable) {
        return new LibpqParameter(keyword, variable, Use.ADDRESS, "", Map.of());
    }

    private static LibpqParameter text(String keyword, String variable, String property) {
        return new LibpqParameter(keyword, variable, Use.TEXT, property, Map.of());
    }

    /** Each word is {@code libpq's} or {@code libpq's=driver's}. */
    private static LibpqParameter choice(String keyword, String variable, String property, String... words) {
        Map<String, String> values = Arrays.stream(words)
                .map(word -> word.split("=", 2))
                .collect(toMap(pair -> pair[0], pair -> pair[pair.length - 1], (a, b) -> b, LinkedHashMap::new));
        return new LibpqParameter(keyword, variable, Use.CHOICE, property, values);
    }

    private static LibpqParameter noEffect(String keyword) {
        return new LibpqParameter(keyword, "", Use.NO_EFFECT, "", Map.of());
    }

    private static LibpqParameter refused(String keyword, String variable) {
        return new LibpqParameter(keyword, variable, Use.REFUSED, "", Map.of());
    }
}
