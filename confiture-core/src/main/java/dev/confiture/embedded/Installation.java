package dev.confiture.embedded;

import dev.confiture.embedded.binaries.Platform;
import dev.confiture.embedded.binaries.PostgresBinaries;
import dev.confiture.event.EventSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * PostgreSQL's programs on this machine and the way to run them.
 *
 * @param store where programs and templates are kept
 */
record Installation(PostgresBinaries binaries, RunAs runAs, Path store) {

    /** Unpacks the programs if that was not done before. */
    static Installation prepare(EmbeddedOptions options, RunAs runAs, EventSink events) throws IOException {
        Platform platform = Platform.current();
        Path store = runAs.isOtherUser() ? SharedPlace.store() : options.cache().resolve("postgresql");
        PostgresBinaries binaries =
                PostgresBinaries.locate(options.major(), platform, options.binaries(), store, events);
        if (runAs.isOtherUser()) {
            Command.of("chmod", "-R", "a+rX", binaries.folder().toString()).runOrFail();
        }
        return new Installation(binaries, runAs, store);
    }

    Command program(String name, String... arguments) {
        return Command.of(command(name, arguments));
    }

    List<String> command(String name, String... arguments) {
        return runAs.command(binaries.program(name).toString(), List.of(arguments));
    }
}
