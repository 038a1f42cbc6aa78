package dev.confiture;

import static java.util.Objects.requireNonNull;

import dev.confiture.db.lock.OrphanChoice;
import dev.confiture.embedded.binaries.BinariesArtifact;
import dev.confiture.event.EventSink;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the engine runs: what differs between a Maven goal and a program.
 *
 * @param serverRoot the folder whose {@code .confiture} holds the embedded servers; one for all modules of a build
 * @param binaries finds the embedded PostgreSQL's programs, when a server has to be started
 * @param events receives progress, warnings and notes
 * @param orphans decides what happens to what a killed run left on the server
 */
public record EngineSettings(Path serverRoot, BinariesSource binaries, EventSink events, OrphanChoice orphans) {

    public EngineSettings {
        requireNonNull(serverRoot, "serverRoot");
        requireNonNull(binaries, "binaries");
        requireNonNull(events, "events");
        requireNonNull(orphans, "orphans");
    }

    /** Leaves orphans alone. */
    public EngineSettings(Path serverRoot, BinariesSource binaries, EventSink events) {
        this(serverRoot, binaries, events, OrphanChoice.LEAVE);
    }

    /** For a program that has what it needs on its own class path. */
    public static EngineSettings of(Path serverRoot) {
        return new EngineSettings(serverRoot, artifact -> Optional.empty(), EventSink.none());
    }

    public EngineSettings with(EventSink otherEvents) {
        return new EngineSettings(serverRoot, binaries, otherEvents, orphans);
    }

    public EngineSettings withOrphans(OrphanChoice otherChoice) {
        return new EngineSettings(serverRoot, binaries, events, otherChoice);
    }

    /** Finds the jar of an artifact. */
    @FunctionalInterface
    public interface BinariesSource {

        /** The jar; empty to look on the class path and in the cache. */
        Optional<Path> jar(BinariesArtifact artifact);
    }
}
