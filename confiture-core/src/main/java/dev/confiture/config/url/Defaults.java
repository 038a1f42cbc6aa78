package dev.confiture.config.url;

import dev.confiture.config.url.socket.UnixSocketFactory;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Completes what a connection string says, in libpq's order: service, variables, password file, defaults. */
final class Defaults {

    private final Surroundings surroundings;
    private final Consumer<Problem> findings;

    Defaults(Surroundings surroundings, Consumer<Problem> findings) {
        this.surroundings = surroundings;
        this.findings = findings;
    }

    /** Empty if the address makes no sense; other errors only go to the findings. */
    Optional<DatabaseUrl.Server> complete(ConnectionString said) {
        Map<String, String> parameters = withServiceAndVariables(said.parameters());
        Optional<Address> address = Address.of(parameters, surroundings.socketFolders(), findings);
        if (address.isEmpty()) {
            return Optional.empty();
        }
        String user = parameters.getOrDefault("user", surroundings.userName());
        String database = parameters.getOrDefault("dbname", user);
        if (database.isEmpty()) {
            findings.accept(Problem.error(
                    ProblemCode.CONFIG_BAD_URL,
                    "The database URL names no database.",
                    "",
                    "write it at the end: postgresql://host:5432/my_app"));
            return Optional.empty();
        }
        Map<String, String> properties = driverProperties(parameters);
        address.get().socket().ifPresent(socket -> {
            properties.put("socketFactory", UnixSocketFactory.class.getName());
            properties.put("socketFactoryArg", socket.toString());
            // As in libpq, nothing is encrypted on a Unix socket: it never leaves the machine.
            properties.put("sslmode", "disable");
            properties.put("gssEncMode", "disable");
        });
        properties.putAll(said.driverProperties());
        properties.put("user", user);
        password(parameters, address.get(), database, user).ifPresent(secret -> properties.put("password", secret));
        return Optional.of(new DatabaseUrl.Server(address.get().hosts(), database, properties));
    }

    private Map<String, String> withServiceAndVariables(Map<String, String> said) {
        Map<String, String> all = new LinkedHashMap<>();
        for (LibpqParameter parameter : LibpqParameter.all()) {
            if (!parameter.variable().isEmpty()) {
                surroundings.variable(parameter.variable()).ifPresent(value -> all.put(parameter.keyword(), value));
            }
        }
        String service = said.getOrDefault("service", all.getOrDefault("service", ""));
        if (!service.isEmpty()) {
            Optional<String> file = Optional.ofNullable(said.getOrDefault("servicefile", all.get("servicefile")));
            override(all, new ServiceFile(findings).read(service, file, surroundings));
        }
        override(all, said);
        all.values().removeIf(String::isEmpty);
        return all;
    }

    /** An address that was given for another host would lead to that one. */
    private static void override(Map<String, String> all, Map<String, String> stronger) {
        if (stronger.containsKey("host") && !stronger.containsKey("hostaddr")) {
            all.remove("hostaddr");
        }
        all.putAll(stronger);
    }

    private Map<String, String> driverProperties(Map<String, String> parameters) {
        Map<String, String> properties = new TreeMap<>();
        parameters.forEach((keyword, value) -> LibpqParameter.of(keyword).ifPresent(parameter -> {
            switch (parameter.use()) {
                case TEXT -> properties.put(parameter.property(), value);
                case SECONDS -> seconds(parameter, value).ifPresent(v -> properties.put(parameter.property(), v));
                case CHOICE -> choice(parameter, value).ifPresent(v -> properties.put(parameter.property(), v));
                case NO_EFFECT ->
                    findings.accept(Problem.note(
                            ProblemCode.CONFIG_NO_EFFECT,
                            "The connection parameter " + keyword + " has no effect.",
                            "PostgreSQL's JDBC driver has no such setting",
                            "leave it out, or keep it for other tools that read the same URL"));
                case REFUSED -> findings.accept(refused(parameter));
                case ADDRESS -> {
                    // in the address, the user or the password already
                }
            }
        }));
        return properties;
    }

    private Optional<String> seconds(LibpqParameter parameter, String value) {
        if (!value.strip().matches("[0-9]{1,9}")) {
            findings.accept(parameterProblem(
                    "The connection parameter " + named(parameter) + " is not a whole number of seconds.", ""));
            return Optional.empty();
        }
        return Optional.of(value.strip());
    }

    private Optional<String> choice(LibpqParameter parameter, String value) {
        String translated = parameter.values().get(value);
        if (translated == null) {
            findings.accept(parameterProblem(
                    "The connection parameter " + named(parameter) + " has a value that does not exist.",
                    Suggestion.didYouMean(value, parameter.values().keySet()) + "It is one of "
                            + String.join(", ", parameter.values().keySet())));
        }
        return Optional.ofNullable(translated);
    }

    private static Problem refused(LibpqParameter parameter) {
        return Problem.error(
                ProblemCode.CONFIG_URL_PARAMETER,
                "The connection parameter " + named(parameter) + " is not supported.",
                "PostgreSQL's JDBC driver has no such setting, and without it the connection would not be what was asked for",
                "leave it out if the connection may do without it");
    }

    private static String named(LibpqParameter parameter) {
        String variable = parameter.variable();
        return parameter.keyword() + (variable.isEmpty() ? "" : " (or the variable " + variable + ")");
    }

    private static Problem parameterProblem(String what, String fix) {
        return Problem.error(ProblemCode.CONFIG_URL_PARAMETER, what, "", fix);
    }

    private Optional<String> password(Map<String, String> parameters, Address address, String database, String user) {
        String said = parameters.get("password");
        if (said != null) {
            return Optional.of(said);
        }
        List<Problem> ignored = new ArrayList<>();
        Optional<String> found = new PasswordFile(
                        Optional.ofNullable(parameters.get("passfile")), surroundings, ignored::add)
                .password(address.endpoints(), database, user);
        ignored.forEach(findings);
        // The driver would look into the ignored file itself, unless it is given a password.
        return found.isEmpty() && !ignored.isEmpty() ? Optional.of("") : found;
    }
}
