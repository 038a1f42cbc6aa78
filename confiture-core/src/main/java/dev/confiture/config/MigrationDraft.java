package dev.confiture.config;

import dev.confiture.config.MigrationSettings.OutOfOrder;
import dev.confiture.config.MigrationSettings.Pooler;
import dev.confiture.config.yaml.YamlSection;
import dev.confiture.problem.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an environment's section says about migrating, before anybody knows whether the database is protected.
 *
 * @param settings with {@code out_of_order} at its default
 * @param outOfOrder as written, if it is
 */
record MigrationDraft(MigrationSettings settings, Optional<OutOfOrder> outOfOrder) {

    static final List<String> KEYS =
            List.of("ledger", "session", "lock_wait", "concurrently_wait", "out_of_order", "pooler", "group");

    private static final MigrationSettings DEFAULTS = MigrationSettings.DEFAULTS;
    private static final String NAME = "a name (1 to 63 bytes)";

    static MigrationDraft read(YamlSection section) {
        MigrationSettings settings = new MigrationSettings(
                ledgerSchema(section),
                section.section("session").map(MigrationDraft::session).orElse(DEFAULTS.session()),
                duration(section, "lock_wait", Duration.ZERO).orElse(DEFAULTS.lockWait()),
                duration(section, "concurrently_wait", SessionSettings.SHORTEST),
                DEFAULTS.outOfOrder(),
                section.choice("pooler", Pooler.class).orElse(DEFAULTS.pooler()),
                section.flag("group").orElse(DEFAULTS.isGrouped()));
        return new MigrationDraft(settings, section.choice("out_of_order", OutOfOrder.class));
    }

    /** The settings of a database that is protected, or is not. */
    MigrationSettings complete(boolean isProtected) {
        return settings.with(outOfOrder.orElse(isProtected ? OutOfOrder.REFUSE : OutOfOrder.WARN));
    }

    private static SessionSettings session(YamlSection keys) {
        keys.refuseOthers(List.of("role", "search_path", "lock_timeout", "statement_timeout"), Map.of());
        return new SessionSettings(
                keys.converted("role", NAME, MigrationDraft::name),
                searchPath(keys),
                duration(keys, "lock_timeout", SessionSettings.SHORTEST).orElse(SessionSettings.DEFAULTS.lockTimeout()),
                duration(keys, "statement_timeout", SessionSettings.SHORTEST));
    }

    /** A list, or names joined by commas as the server prints them. */
    private static List<String> searchPath(YamlSection keys) {
        List<String> names = keys.texts("search_path").stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .toList();
        if (names.stream().allMatch(name -> name(name).isPresent())) {
            return names;
        }
        keys.problem(
                ProblemCode.CONFIG_BAD_VALUE,
                "An entry of session.search_path is no name of a schema.",
                "search_path",
                "write names of 1 to 63 bytes, as a list or with commas between them");
        return List.of();
    }

    private static String ledgerSchema(YamlSection section) {
        Optional<YamlSection> ledger = section.section("ledger");
        ledger.ifPresent(keys -> keys.refuseOthers(List.of("schema"), Map.of()));
        return ledger.flatMap(
                        keys -> keys.converted("schema", "the name of a schema (1 to 63 bytes)", MigrationDraft::name))
                .orElse(DEFAULTS.ledgerSchema());
    }

    private static Optional<String> name(String text) {
        return Optional.of(text)
                .filter(value -> !value.isEmpty()
                        && value.indexOf('\0') < 0
                        && value.getBytes(StandardCharsets.UTF_8).length <= 63);
    }

    private static Optional<Duration> duration(YamlSection section, String key, Duration least) {
        String range = (least.isZero() ? "0s" : "1ms") + " to 1440min";
        return section.converted(
                key,
                Durations.FORM + ", " + range,
                text -> Durations.parse(text)
                        .filter(time -> time.compareTo(least) >= 0 && time.compareTo(SessionSettings.LONGEST) <= 0));
    }
}
