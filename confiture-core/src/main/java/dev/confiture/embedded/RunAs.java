package dev.confiture.embedded;

import dev.confiture.embedded.binaries.Platform;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the server's programs are started although PostgreSQL refuses to run as root, or as somebody without a name. */
enum RunAs {
    /** As ourselves: not root, and with a name. */
    SELF(""),

    /** As ourselves, but called nobody in a user namespace: files keep their owner, so any folder will do. */
    USER_NAMESPACE("unshare -U"),

    /** As the user nobody; needs folders that this user can reach. */
    NOBODY("setpriv --reuid=65534 --regid=65534 --clear-groups --"),

    /** The same, where setpriv is missing. */
    NOBODY_BY_RUNUSER("runuser -u nobody --");

    private static final String ROOT_ID = "0";
    private static final String NOBODY_ID = "65534";

    /** Words put before the command. */
    private final String prefix;

    RunAs(String prefix) {
        this.prefix = prefix;
    }

    /** Tries, in the order above; costs a few milliseconds. */
    static RunAs detect(Platform platform) throws IOException {
        if (platform.isWindows()) {
            return SELF;
        }
        Command.Outcome asked = Command.of("id", "-u").run();
        if (!asked.succeeded()) {
            return SELF;
        }
        String id = asked.output().strip();
        for (RunAs way : ways(id)) {
            if (way.works()) {
                return way;
            }
        }
        throw new ConfitureException(noWay(id));
    }

    /** What may be tried; who is not root becomes nobody only where it has no name, as in a container that got a number. */
    static List<RunAs> ways(String id) {
        return id.equals(ROOT_ID) ? List.of(USER_NAMESPACE, NOBODY, NOBODY_BY_RUNUSER) : List.of(SELF, USER_NAMESPACE);
    }

    static Problem noWay(String id) {
        if (id.equals(ROOT_ID)) {
            return Problem.error(
                    ProblemCode.EMBEDDED_ROOT,
                    "PostgreSQL does not run as root, and root cannot become another user here.",
                    "tried unshare -U (are user namespaces forbidden, as in Docker's default profile?), "
                            + "setpriv and runuser as the user nobody",
                    "run Maven as another user, or install util-linux, or allow user namespaces");
        }
        return Problem.error(
                ProblemCode.EMBEDDED_NAMELESS,
                "PostgreSQL does not run as user " + id + ", who has no name on this machine.",
                "tried unshare -U to get one (are user namespaces forbidden, as in Docker's default profile?)",
                "give the user a line in /etc/passwd, or run Maven as a user who has one, or allow user namespaces");
    }

    /** The server needs a name for its user, so the id alone is not enough. */
    private boolean works() throws IOException {
        Command.Outcome id = Command.of(command("id", List.of("-u"))).run();
        return id.succeeded()
                && !id.output().strip().equals(ROOT_ID)
                && Command.of(command("id", List.of("-u", "-n"))).run().succeeded();
    }

    List<String> command(String program, List<String> arguments) {
        List<String> all = new ArrayList<>();
        if (!prefix.isEmpty()) {
            all.addAll(List.of(prefix.split(" ", -1)));
        }
        all.add(program);
        all.addAll(arguments);
        return all;
    }

    /** Whether the server is another user than we are, with rights of its own. */
    boolean isOtherUser() {
        return this == NOBODY || this == NOBODY_BY_RUNUSER;
    }

    /** Makes the server the owner of a folder and all in it. */
    void handOver(Path folder) throws IOException {
        if (isOtherUser()) {
            Command.of("chown", "-R", NOBODY_ID + ":" + NOBODY_ID, folder.toString())
                    .runOrFail();
        }
    }
}
