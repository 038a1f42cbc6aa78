package dev.confiture.config;

import dev.confiture.config.url.DatabaseUrl;
import dev.confiture.config.url.DatabaseUrlReader;
import dev.confiture.config.url.Surroundings;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.SourceSpan;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Decides which database an environment means, and whether it is protected: protection follows the database. */
final class DatabaseChoice {

    private static final String PROPERTY = "-Dconfiture.databaseUrl";
    private static final String VARIABLE = "CONFITURE_DATABASE_URL";

    private final DatabaseUrlReader urls;
    private final Overrides overrides;
    private final Optional<String> override;
    private final Consumer<Problem> findings;

    DatabaseChoice(Surroundings surroundings, Overrides overrides, Consumer<Problem> findings) {
        this.urls = new DatabaseUrlReader(surroundings);
        this.overrides = overrides;
        this.override = overrides
                .databaseUrl()
                .or(() -> Optional.ofNullable(surroundings.variables().get(VARIABLE))
                        .filter(url -> !url.isEmpty()));
        this.findings = findings;
    }

    /** Whether a URL from outside takes the place of the configured one. */
    boolean isOverridden() {
        return override.isPresent();
    }

    /** Empty, with findings, if the draft has no database. */
    Optional<Environment> complete(EnvironmentDraft draft, Map<String, EnvironmentDraft> all) {
        return url(draft).map(this::withCredentials).map(url -> {
            Optional<String> protection = protection(draft, url, all);
            MigrationSettings migration = draft.migration().complete(protection.isPresent());
            return new Environment(
                    draft.name(),
                    url,
                    protection,
                    draft.schemaFolders(),
                    draft.seedMode(),
                    draft.build(),
                    override(migration),
                    scratch(draft));
        });
    }

    private Optional<DatabaseUrl.Server> scratch(EnvironmentDraft draft) {
        SourceSpan place = draft.section().place("scratch_url");
        Optional<DatabaseUrl> url =
                draft.scratchUrl().flatMap(text -> urls.read(text, problem -> findings.accept(placed(problem, place))));
        if (url.filter(DatabaseUrl.Embedded.class::isInstance).isPresent()) {
            draft.section()
                    .badValue(
                            "scratch_url",
                            url.get().redacted(),
                            "the URL of a server",
                            "Leave scratch_url out, for scratch databases on an embedded server. ");
        }
        return url.filter(DatabaseUrl.Server.class::isInstance).map(DatabaseUrl.Server.class::cast);
    }

    private MigrationSettings override(MigrationSettings configured) {
        MigrationSettings waiting =
                overrides.lockWait().map(configured::withLockWait).orElse(configured);
        return overrides.group().map(waiting::withGroup).orElse(waiting);
    }

    private Optional<DatabaseUrl> url(EnvironmentDraft draft) {
        if (override.isPresent()) {
            SourceSpan place = SourceSpan.of(overridePlace());
            return urls.read(override.get(), problem -> findings.accept(placed(problem, place)));
        }
        if (draft.databaseUrl().isEmpty() && !draft.section().has("database_url")) {
            draft.section()
                    .problem(
                            ProblemCode.CONFIG_MISSING_KEY,
                            "The environment \"" + draft.name() + "\" has no database_url.",
                            "database_url",
                            "write database_url: embedded, or the URL of a server");
        }
        SourceSpan place = draft.section().place("database_url");
        return draft.databaseUrl().flatMap(text -> urls.read(text, problem -> findings.accept(placed(problem, place))));
    }

    /** Keeps a place that is more exact, such as a line of the service file. */
    private static Problem placed(Problem problem, SourceSpan place) {
        return problem.where().isPresent() ? problem : problem.at(place);
    }

    private DatabaseUrl withCredentials(DatabaseUrl url) {
        if (overrides.credentials().isEmpty()) {
            return url;
        }
        Overrides.Credentials credentials = overrides.credentials().get();
        if (url instanceof DatabaseUrl.Server server) {
            return server.withCredentials(credentials.user(), credentials.password());
        }
        findings.accept(Problem.note(
                ProblemCode.CONFIG_NO_EFFECT,
                "The credentials of -Dconfiture.serverId have no effect.",
                "the embedded server has its own, generated ones",
                "leave -Dconfiture.serverId out"));
        return url;
    }

    private Optional<String> protection(EnvironmentDraft draft, DatabaseUrl url, Map<String, EnvironmentDraft> all) {
        if (draft.isMarked()) {
            return Optional.of("environment \"" + draft.name() + "\" is marked protected");
        }
        Optional<String> sameDatabase = all.values().stream()
                .filter(EnvironmentDraft::isMarked)
                .filter(other -> other.databaseUrl()
                        .flatMap(text -> urls.read(text, ignored -> {}))
                        .filter(url::isSameDatabaseAs)
                        .isPresent())
                .map(other -> "environment \"" + other.name() + "\" is marked protected and is the same database")
                .findFirst();
        return sameDatabase.or(() -> override.isPresent() && !url.isLoopback()
                ? Optional.of("its URL comes from " + overridePlace() + " and is not on this machine")
                : Optional.empty());
    }

    private String overridePlace() {
        return overrides.databaseUrl().isPresent() ? PROPERTY : VARIABLE;
    }
}
