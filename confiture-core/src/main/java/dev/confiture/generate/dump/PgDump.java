package dev.confiture.generate.dump;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confiture.config.url.DatabaseUrl;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's {@code pg_dump}, as it is installed here. */
public final class PgDump {

    private static final List<String> NAMES = List.of("pg_dump", "pg_dump.exe");
    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");
    private static final long LIMIT_SECONDS = 60;

    /** What of a URL the program knows by another name; the rest tunes the driver. */
    private static final Map<String, String> VARIABLES = Map.of(
            "user", "PGUSER",
            "password", "PGPASSWORD",
            "sslmode", "PGSSLMODE",
            "sslrootcert", "PGSSLROOTCERT",
            "sslcert", "PGSSLCERT",
            "sslkey", "PGSSLKEY");

    private final Path program;
    private final int major;
    private final DatabaseUrl.Server server;

    private PgDump(Path program, int major, DatabaseUrl.Server server) {
        this.program = program;
        this.major = major;
        this.server = server;
    }

    /**
     * The first on the search path; empty if there is none or it is older than the server, which it would refuse.
     *
     * @param path the variable {@code PATH}
     * @param server what it is run against
     * @param serverMajor the major version of that
     */
    public static Optional<PgDump> find(String path, DatabaseUrl.Server server, int serverMajor) {
        return Arrays.stream(path.split(Pattern.quote(File.pathSeparator)))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .filter(file -> !Files.isDirectory(file))
                .findFirst()
                .flatMap(program -> major(program).map(major -> new PgDump(program, major, server)))
                .filter(found -> found.major >= serverMajor);
    }

    /** That does not tell its version is none. */
    private static Optional<Integer> major(Path program) {
        try {
            Matcher told = VERSION.matcher(run(new ProcessBuilder(program.toString(), "--version")));
            return told.find() ? Optional.of(Integer.valueOf(told.group(1))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** For people. */
    public String label() {
        return "pg_dump " + major;
    }

    /**
     * @param database on the server
     * @throws IOException with what the program says
     */
    public SchemaDump dump(String database) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program.toString(), "--schema-only", "--no-password");
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PG"));
        environment.putAll(variables(database));
        return SchemaDump.parse(run(builder));
    }

    /** Everybody sees a command line, so all goes this way. */
    private Map<String, String> variables(String database) {
        Map<String, String> variables = new TreeMap<>();
        server.properties().forEach((name, value) -> {
            if (VARIABLES.containsKey(name)) {
                variables.put(VARIABLES.get(name), value);
            }
        });
        String first = server.hosts().split(",", -1)[0];
        int colon = first.lastIndexOf(':');
        variables.put("PGHOST", first.substring(0, colon).replace("[", "").replace("]", ""));
        variables.put("PGPORT", first.substring(colon + 1));
        variables.put("PGDATABASE", database);
        variables.put("PGCLIENTENCODING", "UTF8");
        variables.put("LC_ALL", "C");
        return variables;
    }

    /** Output goes to files: nobody has to read two pipes at once. */
    private static String run(ProcessBuilder builder) throws IOException {
        Path output = Files.createTempFile("confiture-", ".out");
        Path errors = Files.createTempFile("confiture-", ".err");
        try {
            Process process = builder.redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            process.getOutputStream().close();
            try {
                if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    throw new IOException("not done after " + LIMIT_SECONDS + " s");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (IOException) new InterruptedIOException("interrupted").initCause(e);
            } finally {
                process.destroyForcibly();
            }
            if (process.exitValue() != 0) {
                throw new IOException(Files.readString(errors, UTF_8).strip());
            }
            return Files.readString(output, UTF_8);
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
        }
    }
}
