package dev.confiture.config.url;

import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where the server listens. No message quotes a host or a port: in a URL that lacks its {@code @}, they are user and
 * password.
 *
 * @param hosts {@code host:port} for the driver, in the order to try
 * @param endpoints the same for the password file
 * @param socket the Unix socket, if it is one
 */
record Address(List<String> hosts, List<PasswordFile.Endpoint> endpoints, Optional<Path> socket) {

    private static final String DEFAULT_PORT = "5432";

    /** Empty, with a finding, if the parameters {@code host}, {@code hostaddr} and {@code port} make no address. */
    static Optional<Address> of(Map<String, String> parameters, List<Path> socketFolders, Consumer<Problem> findings) {
        String[] hosts = parameters
                .getOrDefault("hostaddr", parameters.getOrDefault("host", ""))
                .split(",", -1);
        String[] ports = parameters.getOrDefault("port", "").split(",", -1);
        if (ports.length != 1 && ports.length != hosts.length) {
            findings.accept(bad(
                    "The database URL has " + hosts.length + " hosts and " + ports.length + " ports.",
                    "give one port for all hosts, or one for each"));
            return Optional.empty();
        }
        List<Address> addresses = new ArrayList<>();
        for (int i = 0; i < hosts.length; i++) {
            String port = ports[ports.length == 1 ? 0 : i].strip();
            one(hosts[i].strip(), port.isEmpty() ? DEFAULT_PORT : port, socketFolders, findings)
                    .ifPresent(addresses::add);
        }
        if (addresses.size() < hosts.length) {
            return Optional.empty();
        }
        if (addresses.size() > 1 && addresses.stream().anyMatch(a -> a.socket().isPresent())) {
            findings.accept(badSocket("The database URL names a Unix socket beside other hosts."));
            return Optional.empty();
        }
        return Optional.of(new Address(
                addresses.stream().flatMap(a -> a.hosts().stream()).toList(),
                addresses.stream().flatMap(a -> a.endpoints().stream()).toList(),
                addresses.get(0).socket()));
    }

    private static Optional<Address> one(
            String host, String port, List<Path> socketFolders, Consumer<Problem> findings) {
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65535) {
            findings.accept(bad(
                    "The port in the database URL is not a number from 1 to 65535.",
                    "write postgresql://host:5432/database, with user:password@ before the host; where the URL has"
                            + " no port, it comes from the service or the variable PGPORT"));
            return Optional.empty();
        }
        if (host.startsWith("@")) {
            findings.accept(badSocket("The database URL names an abstract Unix socket, which Java cannot open."));
            return Optional.empty();
        }
        Optional<Path> socket = socket(host, port, socketFolders);
        String name = socket.isPresent() || host.isEmpty() ? "localhost" : host.replaceAll("^\\[|]$", "");
        if (!name.matches("[\\p{L}\\p{N}._:%-]+")) {
            findings.accept(bad(
                    "A host in the database URL has a character that no host name has.",
                    "write postgresql://user:password@host:5432/database; reserved characters are %XX"));
            return Optional.empty();
        }
        String written = (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
        List<String> aliases = socket.isPresent() ? List.of("localhost", host) : List.of(name);
        return Optional.of(new Address(List.of(written), List.of(new PasswordFile.Endpoint(aliases, port)), socket));
    }

    /** A host that is a folder is a socket; without a host, one in the usual folders is tried. */
    private static Optional<Path> socket(String host, String port, List<Path> socketFolders) {
        String name = ".s.PGSQL." + port;
        if (host.startsWith("/")) {
            return Optional.of(Path.of(host, name));
        }
        return host.isEmpty()
                ? socketFolders.stream()
                        .map(folder -> folder.resolve(name))
                        .filter(Files::exists)
                        .findFirst()
                : Optional.empty();
    }

    private static Problem bad(String what, String fix) {
        return Problem.error(ProblemCode.CONFIG_BAD_URL, what, "", fix);
    }

    private static Problem badSocket(String what) {
        return bad(what, "name one socket by its folder, alone: postgresql:///my_app?host=/var/run/postgresql");
    }
}
