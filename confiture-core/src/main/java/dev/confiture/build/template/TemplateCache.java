package dev.confiture.build.template;

import static java.util.Objects.requireNonNull;

import dev.confiture.build.template.TemplateShelf.Template;
import dev.confiture.db.DatabaseAdmin;
import dev.confiture.db.DatabaseProperties;
import dev.confiture.db.NewDatabase;
import dev.confiture.db.Session;
import dev.confiture.db.SqlErrors;
import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.schema.BuiltSchema;
import dev.confiture.sql.Identifier;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * The templates of one server. Any number of processes may use it at once: who wants a template that another one is
 * making waits for it, and no template goes while somebody copies it.
 */
public final class TemplateCache {

    private static final String IN_USE = "55006";

    private final Session maintenance;
    private final DatabaseAdmin admin;
    private final EventSink events;
    private final Duration patience;

    /**
     * @param maintenance in autocommit mode, on a database that is neither template nor target
     * @param patience how long to wait for another process that makes the same template; then the build goes on without
     */
    public TemplateCache(Session maintenance, EventSink events, Duration patience) {
        this.maintenance = requireNonNull(maintenance, "maintenance");
        this.admin = DatabaseAdmin.on(maintenance);
        this.events = requireNonNull(events, "events");
        this.patience = requireNonNull(patience, "patience");
    }

    /** Creates the database and fills it; leaves no session on it. */
    @FunctionalInterface
    public interface Filler {

        /** Returns how many rows were inserted. */
        long fill() throws SQLException;
    }

    /**
     * How a database came to be.
     *
     * @param isClone of a template, not filled
     * @param rows that the script inserted
     */
    public record Made(boolean isClone, long rows) {

        private static Made by(Filler filler) throws SQLException {
            return new Made(false, filler.fill());
        }
    }

    /**
     * Creates a database: as a clone if there is a template, else by the filler, and then kept as a template.
     *
     * @param name of the database; there is none of that name
     * @param finalName that it will have when it is complete
     * @param beside what the filler adds to the schema, in a word
     */
    public Made create(Identifier name, Identifier finalName, BuiltSchema schema, String beside, Filler filler)
            throws SQLException {
        String content =
                schema.sha256() + " " + beside + (Repeatability.namesDatabase(schema) ? " in " + finalName.name() : "");
        TemplateKey key = TemplateKey.of(maintenance, content);
        Optional<Made> clone = TemplateLock.shared(
                        maintenance, key.templateName(), patience, () -> cloneOf(key.templateName(), name))
                .flatMap(found -> found);
        if (clone.isPresent()) {
            return clone.get();
        }
        Optional<Problem> obstacle = Repeatability.obstacle(schema);
        if (obstacle.isPresent()) {
            events.accept(new Event.Noticed(obstacle.get()));
            return Made.by(filler);
        }
        Optional<Made> made = TemplateLock.exclusive(maintenance, key.templateName(), patience, () -> {
            Optional<Made> faster = cloneOf(key.templateName(), name);
            if (faster.isPresent()) {
                return faster.get();
            }
            Made filled = Made.by(filler);
            // The build may have created roles, which are part of the key.
            keep(name, finalName, filled.rows(), TemplateKey.of(maintenance, content));
            return filled;
        });
        return made.isPresent() ? made.get() : Made.by(filler);
    }

    /** Empty, and nothing done, if there is no such template. */
    private Optional<Made> cloneOf(Identifier template, Identifier name) throws SQLException {
        if (!admin.exists(template)) {
            return Optional.empty();
        }
        copy(template, name);
        Optional<Template> label = TemplateShelf.find(maintenance, template);
        Optional<String> comment = label.flatMap(Template::comment);
        if (comment.isPresent()) {
            TemplateShelf.comment(maintenance, name, comment.get());
        }
        return Optional.of(new Made(true, label.map(Template::rows).orElse(0L)));
    }

    private void copy(Identifier template, Identifier name) throws SQLException {
        boolean waitsForDisk = maintenance
                .queryOne("SELECT pg_catalog.current_setting('fsync') = 'on'", row -> row.getBoolean(1))
                .orElseThrow();
        admin.create(NewDatabase.named(name)
                .from(template)
                .copiedBy(waitsForDisk ? NewDatabase.Copy.WAL_LOG : NewDatabase.Copy.FILE_COPY));
        DatabaseProperties.copy(maintenance, template, name);
    }

    /** A failure costs the next build its time, nothing else. */
    private void keep(Identifier name, Identifier finalName, long rows, TemplateKey key) throws SQLException {
        if (admin.exists(key.templateName())) {
            return;
        }
        try {
            admin.drop(key.draftName()); // of a process that was killed
            copy(name, key.draftName());
            admin.refuseConnections(key.draftName());
            TemplateShelf.label(maintenance, key.draftName(), rows, finalName);
            admin.rename(key.draftName(), key.templateName());
        } catch (SQLException e) {
            events.accept(new Event.Noticed(Problem.note(
                    ProblemCode.BUILD_NOT_CACHED,
                    "The built database could not be kept as a template; the next build takes as long as this one.",
                    SqlErrors.why(e),
                    IN_USE.equals(e.getSQLState())
                            ? "close what is connected to " + name
                            : "build.cache: false in confiture.yaml turns templates off")));
            return;
        }
        prune();
    }

    private void prune() throws SQLException {
        for (TemplateKey key : TemplateKey.drafts(admin)) {
            // One that somebody works on is locked; a killed process works no more.
            TemplateLock.exclusive(maintenance, key.templateName(), Duration.ZERO, () -> {
                admin.drop(key.draftName());
                return key;
            });
        }
        for (Identifier template : TemplateShelf.surplus(TemplateShelf.read(maintenance))) {
            // One that is being copied stays until the next time.
            TemplateLock.exclusive(maintenance, template, Duration.ZERO, () -> {
                admin.drop(template);
                return template;
            });
        }
    }
}
