package dev.confiture.embedded;

import dev.confiture.embedded.binaries.Platform;
import dev.confiture.embedded.disk.DirectoryLock;
import dev.confiture.embedded.disk.DirectoryTree;
import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The data folder of a server: made from a template that is initialized once for each version, because a copy takes a
 * tenth of the time. The template's superuser has no password, so that copies share no secret.
 */
final class Cluster {

    /** Superuser and owner of everything; the usual name, because dumps say {@code OWNER TO postgres}. */
    static final String USER = "postgres";

    static final String SETTINGS = "confiture.conf";

    /** To be raised when what is below changes, so that old templates are not used any more. */
    private static final int TEMPLATE_FORMAT = 2;

    private static final int SECRET_BYTES = 32;

    private final Installation installation;

    Cluster(Installation installation) {
        this.installation = installation;
    }

    /** Makes the data folder, with a new password; to be called under the folder's lock. */
    void create(ServerFiles files, Durability durability, EventSink events) throws IOException {
        Path template = template(events);
        DirectoryTree.createWhole(files.data(), unfinished -> {
            DirectoryTree.copyContents(template, unfinished);
            installation.runAs().handOver(unfinished);
            renewPassword(files, unfinished);
            if (durability == Durability.DURABLE) {
                check(installation.program("initdb", "--sync-only", "-D", unfinished.toString()));
            }
        });
    }

    /** Gives the superuser a new password while no server runs. */
    void renewPassword(ServerFiles files, Path data) throws IOException {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        check(installation
                .program("postgres", "--single", "-D", data.toString(), "template1")
                .reading("ALTER ROLE " + USER + " PASSWORD '" + ScramVerifier.of(password) + "'\n"));
        files.keepPassword(password);
    }

    private Path template(EventSink events) throws IOException {
        String name = installation.binaries().version() + "-"
                + installation.binaries().platform().id() + "-template-" + TEMPLATE_FORMAT;
        Path template = installation.store().resolve(name);
        if (!Files.isDirectory(template)) {
            DirectoryLock.holding(installation.store(), () -> {
                if (!Files.isDirectory(template)) {
                    initialize(template, events);
                }
                return template;
            });
        }
        return template;
    }

    private void initialize(Path template, EventSink events) throws IOException {
        String activity = "initializing PostgreSQL " + installation.binaries().version();
        events.accept(new Event.Started(activity));
        long start = System.nanoTime();
        DirectoryTree.createWhole(template, unfinished -> {
            installation.runAs().handOver(unfinished);
            List<String> arguments = new ArrayList<>(List.of("-D", unfinished.toString(), "-U", USER, "--no-sync"));
            // Nobody gets in until pg_hba.conf below and a password are there.
            arguments.addAll(List.of("--auth=reject"));
            arguments.addAll(locale());
            check(installation.program("initdb", arguments.toArray(String[]::new)));
            Files.writeString(
                    unfinished.resolve("pg_hba.conf"),
                    "# Written by Confiture.\nhost all all 127.0.0.1/32 scram-sha-256\n");
            Files.writeString(
                    unfinished.resolve("postgresql.conf"),
                    "\ninclude_if_exists = '" + SETTINGS + "'\n",
                    StandardOpenOption.APPEND);
        });
        events.accept(new Event.Finished(activity, Duration.ofNanos(System.nanoTime() - start)));
    }

    /** The same on every machine: order by code point, letters as Unicode has them. See docs/guides/embedded.md. */
    private List<String> locale() {
        Platform platform = installation.binaries().platform();
        String letters = platform.isWindows() ? "C" : platform.isMac() ? "UTF-8" : "C.UTF-8";
        List<String> arguments = new ArrayList<>(List.of(
                "--encoding=UTF8",
                "--locale=C",
                "--lc-collate=C",
                "--lc-ctype=" + letters,
                "--text-search-config=english"));
        if (installation.binaries().major() >= 17) {
            arguments.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        }
        return arguments;
    }

    private static void check(Command command) throws IOException {
        Command.Outcome outcome = command.run();
        if (!outcome.succeeded() || outcome.output().contains("ERROR:")) {
            throw new ConfitureException(Problem.error(
                    ProblemCode.EMBEDDED_START_FAILED,
                    "The embedded PostgreSQL cannot be initialized.",
                    outcome.output().strip(),
                    "mend what is said above; is there space left on the disk?"));
        }
    }
}
