package dev.confiture.maven.resolve;

import dev.confiture.embedded.binaries.BinariesArtifact;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;

/** Fetches the programs of the embedded PostgreSQL as Maven fetches everything else: once, then from disk. */
public final class ServerBinaries {

    private final RepositorySystem maven;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> repositories;

    public ServerBinaries(
            RepositorySystem maven, RepositorySystemSession session, List<RemoteRepository> repositories) {
        this.maven = maven;
        this.session = session;
        this.repositories = List.copyOf(repositories);
    }

    /**
     * The jar of an artifact, downloaded if it is not in the local repository yet.
     *
     * @throws ConfitureException if it is not there and cannot be fetched; says what would fetch it
     */
    public Path jarOf(BinariesArtifact artifact) {
        ArtifactRequest request =
                new ArtifactRequest(new DefaultArtifact(artifact.coordinates()), repositories, "confiture");
        try {
            return maven.resolveArtifact(session, request)
                    .getArtifact()
                    .getFile()
                    .toPath();
        } catch (ArtifactResolutionException e) {
            throw new ConfitureException(problem(artifact, e), e);
        }
    }

    private Problem problem(BinariesArtifact artifact, ArtifactResolutionException e) {
        String get = "mvn dependency:get -Dtransitive=false -Dartifact=" + artifact.coordinates();
        String what = "The embedded PostgreSQL could not be fetched: " + artifact.coordinates() + ".";
        if (session.isOffline()) {
            return Problem.error(
                    ProblemCode.EMBEDDED_BINARIES_MISSING,
                    what,
                    "Maven runs offline (-o), and the local repository does not hold this artifact",
                    "run once without -o, or fetch it alone: " + get);
        }
        if (isCachedFailure(e)) {
            return Problem.error(
                    ProblemCode.EMBEDDED_BINARIES_MISSING,
                    what,
                    reasons(e) + "\nMaven remembers that it failed before and did not try again",
                    "repeat the command with -U");
        }
        return Problem.error(
                ProblemCode.EMBEDDED_BINARIES_MISSING,
                what,
                reasons(e),
                "check the connection to the repositories, then repeat the command with -U; alone it is fetched by: "
                        + get);
    }

    /** Maven's wording is the same from 3.6 to 4, but no type tells a remembered failure from a fresh one. */
    private static boolean isCachedFailure(ArtifactResolutionException e) {
        return e.getResult().getExceptions().stream()
                .map(String::valueOf)
                .anyMatch(text -> text.contains("not be reattempted"));
    }

    private static String reasons(ArtifactResolutionException e) {
        return e.getResult().getExceptions().stream()
                .map(reason -> reason instanceof ArtifactNotFoundException || reason.getMessage() != null
                        ? String.valueOf(reason.getMessage())
                        : reason.toString())
                .distinct()
                .collect(Collectors.joining("\n"));
    }
}
