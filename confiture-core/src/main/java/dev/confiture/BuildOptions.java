package dev.confiture;

import static java.util.Objects.requireNonNull;

import dev.confiture.build.BuildRequest.Consent;
import dev.confiture.config.BuildSettings.Existing;
import dev.confiture.config.SeedMode;
import java.util.Optional;

/**
 * How one build differs from what the environment says.
 *
 * @param from {@code git:<ref>}, or a version of {@code db/schema_history}; empty for db/schema as it is
 * @param seeds whether seed files inside the schema folders are part of the script; empty for what the environment says
 * @param existing what happens to a database of ours with another schema; empty for what the environment says
 * @param consent to lose what a database holds
 * @param notCompiled why the migrations could not be seen, as the end of a sentence; empty if the class path tells all
 */
public record BuildOptions(
        Optional<String> from,
        Optional<SeedMode> seeds,
        Optional<Existing> existing,
        Consent consent,
        Optional<String> notCompiled) {

    /** Today's schema, as the environment says. A program has nobody to ask, so it counts as batch mode. */
    public static final BuildOptions DEFAULTS = new BuildOptions(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new Consent(true, Optional.empty()),
            Optional.empty());

    public BuildOptions {
        requireNonNull(from, "from");
        requireNonNull(seeds, "seeds");
        requireNonNull(existing, "existing");
        requireNonNull(consent, "consent");
        requireNonNull(notCompiled, "notCompiled");
    }

    /** Today's schema, with or without seed files. */
    static BuildOptions with(SeedMode seeds) {
        return new BuildOptions(
                DEFAULTS.from, Optional.of(seeds), DEFAULTS.existing, DEFAULTS.consent, DEFAULTS.notCompiled);
    }

    /** The schema of an earlier point. */
    public static BuildOptions from(String point) {
        return new BuildOptions(
                Optional.of(point), DEFAULTS.seeds, DEFAULTS.existing, DEFAULTS.consent, DEFAULTS.notCompiled);
    }
}
