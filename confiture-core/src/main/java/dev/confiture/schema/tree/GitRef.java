package dev.confiture.schema.tree;

import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A commit of the project's git repository. Needs the {@code git} executable; changes nothing in the repository. */
public final class GitRef {

    private final Git git;
    private final String name;
    private final String commit;

    private GitRef(Git git, String name, String commit) {
        this.git = git;
        this.name = name;
        this.commit = commit;
    }

    /**
     * @param root the project's root; may be a folder inside the repository
     * @param name anything that names a commit: {@code v1.2.0}, {@code origin/main}, {@code HEAD~3}
     * @throws ConfitureException if there is no git, no repository or no such commit
     */
    public static GitRef resolve(Path root, String name) {
        Git git = new Git(root);
        Git.Output shallow = git.run("rev-parse", "--is-shallow-repository");
        if (!shallow.succeeded()) {
            throw new ConfitureException(Problem.error(
                    ProblemCode.GIT_NO_REPOSITORY,
                    "Cannot read git ref \"" + name + "\": the project is not in a git repository.",
                    shallow.error(),
                    "name a version of db/schema_history instead (-Dconfiture.from=<version>)"));
        }
        boolean option = name.isBlank() || name.startsWith("-");
        Git.Output resolved = option ? shallow : git.run("rev-parse", "--verify", "--quiet", name + "^{commit}");
        if (option || !resolved.succeeded()) {
            throw new ConfitureException(unknown(name, shallow.text().strip().equals("true")));
        }
        return new GitRef(git, name, resolved.text().strip());
    }

    private static Problem unknown(String name, boolean shallow) {
        return Problem.error(
                ProblemCode.GIT_UNKNOWN_REF,
                "The git repository has no commit \"" + name + "\".",
                shallow ? "it is a shallow clone, which lacks older commits and often tags" : "",
                shallow
                        ? "fetch the history: git fetch --unshallow --tags (in CI: check out with full depth)"
                        : "check the name (git tag; git branch --all), or fetch it: git fetch --tags");
    }

    /** As the user wrote it. */
    public String name() {
        return name;
    }

    /**
     * What a pattern matches in the files of that commit, the whole repository's.
     *
     * @param pattern a POSIX extended regular expression; matches stay inside one line
     * @param endings of the file names that count: {@code .java}
     * @return matched texts by file
     */
    public Map<String, Set<String>> matches(String pattern, List<String> endings) {
        List<String> arguments = new ArrayList<>(List.of(
                "grep",
                "-I",
                "-o",
                "-z",
                "-E",
                "--no-color",
                "--no-line-number",
                "--no-column",
                "-e",
                pattern,
                commit,
                "--"));
        endings.forEach(ending -> arguments.add(":(top)*" + ending));
        Git.Output found = git.run(arguments.toArray(String[]::new));
        if (!found.succeeded() && !found.error().isEmpty()) {
            throw unreadable("the repository", found.error());
        }
        Map<String, Set<String>> matches = new TreeMap<>();
        for (String line : found.text().split("\n", -1)) {
            int end = line.indexOf('\0');
            if (end > 0) {
                matches.computeIfAbsent(line.substring(0, end), file -> new TreeSet<>())
                        .add(line.substring(end + 1));
            }
        }
        return matches;
    }

    /** The folder of the project below the top of the repository: {@code services/app/}; empty at the top. */
    String prefix() {
        return git.run("rev-parse", "--show-prefix").text().replaceAll("\\R$", "");
    }

    List<GitEntry> entries(String folder) {
        // core.quotePath does not apply with -z; ls-tree names paths relative to the folder it runs in.
        Git.Output listed = git.run("ls-tree", "-r", "-z", commit, "--", folder.isEmpty() ? "." : folder + "/");
        if (!listed.succeeded()) {
            throw unreadable(folder, listed.error());
        }
        return GitEntry.parse(listed.text(), folder);
    }

    private ConfitureException unreadable(String what, String why) {
        return new ConfitureException(Problem.error(
                ProblemCode.GIT_UNREADABLE,
                "Cannot read " + what + " at git ref \"" + name + "\".",
                why,
                "check the repository: git fsck"));
    }

    Git git() {
        return git;
    }

    String commit() {
        return commit;
    }
}
