package dev.confiture.config.url;

import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.SourceSpan;
import dev.confiture.problem.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Named sets of connection parameters: {@code ~/.pg_service.conf} (or {@code PGSERVICEFILE}), then
 * {@code pg_service.conf} in {@code PGSYSCONFDIR}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-pgservice.html">The connection service file</a>
 */
final class ServiceFile {

    private final Consumer<Problem> findings;

    ServiceFile(Consumer<Problem> findings) {
        this.findings = findings;
    }

    /**
     * The parameters of a service; those of the first file that knows it.
     *
     * @param named the value of {@code servicefile} or {@code PGSERVICEFILE}
     */
    Map<String, String> read(String service, Optional<String> named, Surroundings surroundings) {
        List<Path> files = Stream.concat(
                        Stream.of(named.map(Path::of)
                                .orElse(surroundings.userHome().resolve(".pg_service.conf"))),
                        surroundings
                                .variable("PGSYSCONFDIR")
                                .map(folder -> Path.of(folder, "pg_service.conf"))
                                .stream())
                .toList();
        TreeSet<String> known = new TreeSet<>();
        for (Path file : files) {
            Map<String, Map<String, String>> services = readFile(file, service);
            if (services.containsKey(service)) {
                return services.get(service);
            }
            known.addAll(services.keySet());
        }
        findings.accept(Problem.error(
                ProblemCode.CONFIG_SERVICE,
                "There is no service \"" + service + "\".",
                "read: " + String.join(", ", files.stream().map(Path::toString).toList()) + "; services there: "
                        + (known.isEmpty() ? "none" : String.join(", ", known)),
                Suggestion.didYouMean(service, known) + "Add a section [" + service
                        + "] to the service file, or name the file in PGSERVICEFILE"));
        return Map.of();
    }

    /** All sections of a file; the lines of the wanted one are checked. A missing file has none. */
    private Map<String, Map<String, String>> readFile(Path file, String wanted) {
        Map<String, Map<String, String>> services = new LinkedHashMap<>();
        Map<String, String> section = new LinkedHashMap<>();
        boolean isWanted = false;
        int number = 0;
        for (String raw : lines(file)) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[") && line.endsWith("]")) {
                String name = line.substring(1, line.length() - 1);
                // As in libpq, the first section of a name counts.
                section = new LinkedHashMap<>();
                isWanted = name.equals(wanted) && !services.containsKey(name);
                services.putIfAbsent(name, section);
            } else if (isWanted) {
                readLine(line, SourceSpan.of(file.toString(), number), section);
            }
        }
        return services;
    }

    private void readLine(String line, SourceSpan place, Map<String, String> section) {
        int equals = line.indexOf('=');
        String keyword = equals < 0 ? line : line.substring(0, equals).strip();
        if (equals < 0) {
            problem(place, "The service file has a line that is not keyword=value.", "write keyword=value");
        } else if (keyword.startsWith("service")) {
            problem(place, "A service refers to another service.", "write that service's parameters here");
        } else if (LibpqParameter.of(keyword).isEmpty()) {
            problem(
                    place,
                    "The service file has an unknown keyword"
                            + (keyword.matches("[A-Za-z_]{1,40}") ? " \"" + keyword + "\"" : "") + ".",
                    Suggestion.didYouMean(keyword, LibpqParameter.keywords())
                            + "postgresql.org/docs/current/libpq-connect.html lists the keywords");
        } else {
            section.putIfAbsent(keyword, line.substring(equals + 1).strip());
        }
    }

    private List<String> lines(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            problem(
                    SourceSpan.of(file.toString()),
                    "The service file cannot be read.",
                    "check its permissions: it must be UTF-8 text");
            return List.of();
        }
    }

    private void problem(SourceSpan place, String what, String fix) {
        findings.accept(Problem.error(ProblemCode.CONFIG_SERVICE, what, place, "", fix));
    }
}
