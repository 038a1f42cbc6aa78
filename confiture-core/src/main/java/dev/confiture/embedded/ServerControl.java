package dev.confiture.embedded;

import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts and stops the server of a data folder that exists; to be used under the folder's lock. */
final class ServerControl {

    private static final String WAIT_SECONDS = "60";

    /** Of the server's log, which is always in English: the last process of a killed server is not gone yet. */
    private static final List<String> STILL_THERE =
            List.of("pre-existing shared memory block", "lock file \"postmaster.pid\" already exists");

    /** Of the programs: root in a user namespace has no rights on the files of others. */
    private static final String NO_RIGHT = "Permission denied";

    /** Of the log, too: somebody took the port after we had found it free. */
    private static final String PORT_TAKEN = "could not create any TCP/IP sockets";

    /** How long to try again what passes by itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long PAUSE_MILLIS = 250;

    /** pg_ctl starts the server by a shell, with paths in double quotes; in these, such characters are no letters. */
    private static final Pattern READ_BY_SHELLS = Pattern.compile("[$`\"\\\\]");

    private static final Pattern PORT = Pattern.compile("(?m)^port = (\\d+)$");

    private final Installation installation;
    private final ServerFiles files;

    ServerControl(Installation installation, ServerFiles files) {
        this.installation = installation;
        this.files = files;
    }

    void checkMajor(int wanted) throws IOException {
        String found = Files.readString(files.data().resolve("PG_VERSION")).strip();
        if (!found.equals(Integer.toString(wanted))) {
            throw new ConfitureException(Problem.error(
                    ProblemCode.EMBEDDED_OTHER_MAJOR,
                    "The data in " + files.folder() + " belongs to PostgreSQL " + found + ", not " + wanted + ".",
                    "PostgreSQL cannot read the files of another major version",
                    "use embedded:" + found + ", or another folder, or delete this one"));
        }
    }

    /**
     * Deletes the note of a server that is gone where PostgreSQL itself would not dare to: the process number is
     * another program's now, or the folder is a copy of one whose server ran.
     */
    void forgetDeadServer() throws IOException {
        Optional<PidFile> note = PidFile.read(files.data());
        if (note.isPresent() && !(note.get().isAlive() && note.get().serves(files.data()))) {
            Files.deleteIfExists(PidFile.in(files.data()));
        }
    }

    /** Starts the server, on the port it had before if that is free; returns the port. */
    int start(Durability durability) throws IOException {
        long begin = System.nanoTime();
        int wanted = previousPort().orElse(0);
        while (true) {
            int port = freePort(wanted);
            writeSettings(port, durability);
            keepLog();
            Command.Outcome outcome = startCommand().writing(files.startLog()).run();
            if (outcome.succeeded()) {
                return port;
            }
            String log = files.log().tail();
            boolean taken = log.contains(PORT_TAKEN);
            boolean passes = taken || STILL_THERE.stream().anyMatch(log::contains);
            if (!passes || System.nanoTime() - begin >= PATIENCE.toNanos()) {
                throw failed(outcome.output().strip());
            }
            wanted = taken ? 0 : port;
            ServerLog.pause(PAUSE_MILLIS);
        }
    }

    /** @param mode one of pg_ctl's shutdown modes */
    void stop(String mode) throws IOException {
        Command.Outcome outcome = pgCtl("stop", "--mode=" + mode, "--silent", "--wait", "--timeout=" + WAIT_SECONDS)
                .run();
        if (!outcome.succeeded()
                && PidFile.read(files.data()).filter(PidFile::isAlive).isPresent()) {
            throw new ConfitureException(Problem.error(
                    ProblemCode.EMBEDDED_STOP_FAILED,
                    "The embedded PostgreSQL in " + files.folder() + " does not stop.",
                    outcome.output().strip() + "\n" + files.log().tail(),
                    "try again, or end its process"));
        }
    }

    /** What to throw if the server does not start: with the end of its log. */
    ConfitureException failed(String why) throws IOException {
        Optional<String> owner = why.contains(NO_RIGHT) ? files.otherOwner() : Optional.empty();
        return new ConfitureException(Problem.error(
                ProblemCode.EMBEDDED_START_FAILED,
                "The embedded PostgreSQL in " + files.folder() + " does not start.",
                (why + "\n" + files.log().tail()).strip()
                        + files.littleSpace()
                        + owner.map(name -> "\nthe folder belongs to " + name).orElse(""),
                owner.map(name -> "run Maven as " + name + ", or delete the folder if its databases may be lost")
                        .orElse("mend what is said above; the whole log is "
                                + files.log().file())));
    }

    /** From its own folder where the name of that would mean something else to a shell. */
    private Command startCommand() {
        boolean isOdd = File.separatorChar == '/'
                && READ_BY_SHELLS.matcher(files.home().toString()).find();
        Path data = isOdd ? files.home().relativize(files.data()) : files.data();
        Path log = isOdd
                ? files.home().relativize(files.log().file())
                : files.log().file();
        Command start = installation.program(
                "pg_ctl",
                "start",
                "--pgdata=" + data,
                "--log=" + log,
                "--silent",
                "--wait",
                "--timeout=" + WAIT_SECONDS);
        return isOdd ? start.in(files.home()) : start;
    }

    private Command pgCtl(String action, String... arguments) {
        List<String> all = new ArrayList<>(List.of(action, "--pgdata=" + files.data()));
        all.addAll(List.of(arguments));
        return installation.program("pg_ctl", all.toArray(String[]::new));
    }

    private void writeSettings(int port, Durability durability) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "# Written by Confiture at every start; use ALTER SYSTEM for your own settings.",
                "port = " + port,
                "listen_addresses = '127.0.0.1'",
                "unix_socket_directories = ''",
                "password_encryption = 'scram-sha-256'",
                "max_connections = 200",
                "max_locks_per_transaction = 256", // one transaction may create thousands of tables
                "timezone = 'UTC'",
                "log_timezone = 'UTC'"));
        lines.add(durability.settings());
        Files.write(files.settings(), lines);
        installation.runAs().handOver(files.settings());
    }

    private Optional<Integer> previousPort() throws IOException {
        if (!Files.exists(files.settings())) {
            return Optional.empty();
        }
        Matcher port = PORT.matcher(Files.readString(files.settings()));
        return port.find() ? Optional.of(Integer.valueOf(port.group(1))) : Optional.empty();
    }

    /** The wanted port if nobody uses it, else any free one; 0 wants any. */
    private static int freePort(int wanted) throws IOException {
        try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        } catch (java.net.BindException e) {
            if (wanted == 0) {
                throw e;
            }
            return freePort(0);
        }
    }

    /** One old log is kept, so that logs do not grow for ever and a crash can still be looked into. */
    private void keepLog() throws IOException {
        if (Files.exists(files.log().file())) {
            Files.move(
                    files.log().file(),
                    files.home().resolve("server.previous.log"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
