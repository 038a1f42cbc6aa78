package dev.confiture.config.url;

import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.Severity;
import dev.confiture.problem.SourceSpan;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Passwords by {@code host:port:database:user}, from {@code ~/.pgpass} or the file that is named.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-pgpass.html">The password file</a>
 */
final class PasswordFile {

    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private final Path file;
    private final Consumer<Problem> findings;

    PasswordFile(Optional<String> named, Surroundings surroundings, Consumer<Problem> findings) {
        this.file = named.map(Path::of).orElseGet(() -> defaultFile(surroundings));
        this.findings = findings;
    }

    private static Path defaultFile(Surroundings surroundings) {
        return surroundings
                .variable("APPDATA")
                .filter(folder -> File.separatorChar == '\\')
                .map(folder -> Path.of(folder, "postgresql", "pgpass.conf"))
                .orElse(surroundings.userHome().resolve(".pgpass"));
    }

    /**
     * The password of the first line that fits.
     *
     * @return empty if no line fits or there is no file; an ignored file says so as a warning
     */
    Optional<String> password(List<Endpoint> endpoints, String database, String user) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = readable();
        return endpoints.stream()
                .flatMap(endpoint -> lines.stream()
                        .map(PasswordFile::fields)
                        .filter(fields -> fields.size() >= 5
                                && endpoint.names().stream().anyMatch(name -> fits(fields.get(0), name))
                                && fits(fields.get(1), endpoint.port())
                                && fits(fields.get(2), database)
                                && fits(fields.get(3), user))
                        .map(fields -> fields.get(4))
                        .limit(1))
                .findFirst();
    }

    /**
     * One address of the server.
     *
     * @param names what the file may call the host
     * @param port in digits
     */
    record Endpoint(List<String> names, String port) {}

    private static boolean fits(String pattern, String value) {
        return pattern.equals("*") || pattern.equals(value);
    }

    private List<String> readable() {
        try {
            if (!Files.isRegularFile(file)) {
                ignored("it is not a regular file", "put a text file there");
                return List.of();
            }
            if (isOpenToOthers()) {
                ignored("other users of this machine may read it", "chmod 0600 " + file);
                return List.of();
            }
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            ignored("it cannot be read as UTF-8 text", "check the file");
            return List.of();
        }
    }

    private boolean isOpenToOthers() throws IOException {
        return Files.getFileStore(file).supportsFileAttributeView("posix")
                && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
    }

    private void ignored(String why, String fix) {
        findings.accept(new Problem(
                ProblemCode.CONFIG_PASSWORD_FILE,
                Severity.WARNING,
                "The password file is ignored.",
                Optional.of(SourceSpan.of(file.toString())),
                why,
                fix));
    }

    /** Splits at colons; a backslash takes the next character as it is. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                field.append(line.charAt(++i));
            } else if (c == ':') {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
