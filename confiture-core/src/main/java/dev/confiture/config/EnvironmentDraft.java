package dev.confiture.config;

import dev.confiture.config.BuildSettings.Existing;
import dev.confiture.config.BuildSettings.SortMode;
import dev.confiture.config.yaml.YamlSection;
import dev.confiture.problem.ProblemCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An environment as its section describes it, before anybody knows which database that is.
 *
 * @param isMarked whether it says {@code protected: true}
 * @param databaseUrl as written, with its variables; a secret
 * @param scratchUrl likewise
 */
record EnvironmentDraft(
        String name,
        YamlSection section,
        boolean isMarked,
        Optional<String> databaseUrl,
        Optional<String> scratchUrl,
        List<SchemaFolder> schemaFolders,
        SeedMode seedMode,
        BuildSettings build,
        MigrationDraft migration) {

    private static final List<String> KEYS = Stream.of(
                    List.of(
                            "database_url",
                            "scratch_url",
                            "protected",
                            "schema_dir",
                            "schema_dirs",
                            "migrations_dir",
                            "seed",
                            "build"),
                    MigrationDraft.KEYS,
                    List.of("name"))
            .flatMap(List::stream)
            .toList();

    /** Keys of Confiture for Python that are not keys here, and what to write instead. */
    private static final Map<String, String> FORMER = Map.of(
            "include_dirs", "write schema_dirs: the list takes the same entries",
            "exclude_dirs", "write exclude: with globs, in the entry of schema_dirs",
            "migration",
                    "the ledger's schema is ledger: {schema: …}; timeouts are session: {…}; lock_wait and out_of_order"
                            + " stand in the environment itself",
            "migration_table", "the ledger is always tb_confiture; ledger: {schema: …} chooses its schema",
            "lock_timeout", "write session: {lock_timeout: …}",
            "auto_backup", "remove it: it never had an effect",
            "require_confirmation", "write protected: true where nothing may be dropped");

    /**
     * @param root the project's folder, to look for SQL migrations
     * @param isWanted whether this environment will be used, so that its migrations matter
     */
    static EnvironmentDraft read(String name, YamlSection section, Path root, boolean isWanted) {
        section.refuseOthers(KEYS, FORMER);
        checkName(name, section);
        if (isWanted) {
            SqlMigrations.refuse(section, root);
        }
        return new EnvironmentDraft(
                name,
                section,
                // Written and not understood means protected: the careful reading of a mistake.
                section.has("protected") && section.flag("protected").orElse(true),
                Optional.empty(),
                section.text("scratch_url"),
                SchemaFolders.read(section),
                seedMode(section),
                build(section),
                MigrationDraft.read(section));
    }

    /** The same with its URL. */
    EnvironmentDraft at(Optional<String> url) {
        return new EnvironmentDraft(
                name, section, isMarked, url, scratchUrl, schemaFolders, seedMode, build, migration);
    }

    private static void checkName(String name, YamlSection section) {
        if (!name.matches("[A-Za-z0-9_.-]{1,60}")) {
            section.problem(
                    ProblemCode.CONFIG_BAD_VALUE,
                    "An environment's name is not 1 to 60 letters, digits, _ . or -.",
                    "",
                    "choose another name");
        }
        section.text("name")
                .filter(text -> !text.equals(name))
                .ifPresent(text -> section.badValue(
                        "name", text, "the name under which the environment is found (" + name + ")", ""));
    }

    private static SeedMode seedMode(YamlSection section) {
        Optional<YamlSection> seed = section.section("seed");
        seed.ifPresent(keys -> keys.refuseOthers(List.of("execution_mode"), Map.of()));
        return seed.flatMap(keys -> keys.choice("execution_mode", SeedMode.class))
                .orElse(SeedMode.CONCATENATE);
    }

    private static BuildSettings build(YamlSection section) {
        Optional<YamlSection> build = section.section("build");
        if (build.isEmpty()) {
            return BuildSettings.DEFAULTS;
        }
        YamlSection keys = build.get();
        keys.refuseOthers(List.of("sort_mode", "two_pass", "existing", "cache"), Map.of());
        return new BuildSettings(
                keys.choice("sort_mode", SortMode.class).orElse(BuildSettings.DEFAULTS.sortMode()),
                keys.flag("two_pass").orElse(BuildSettings.DEFAULTS.twoPass()),
                keys.choice("existing", Existing.class).orElse(BuildSettings.DEFAULTS.existing()),
                keys.flag("cache"));
    }

    /** Without the URL. */
    @Override
    public String toString() {
        return "environment " + name;
    }
}
