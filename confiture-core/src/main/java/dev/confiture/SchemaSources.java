package dev.confiture;

import dev.confiture.build.StartingPoint;
import dev.confiture.catalog.Catalog;
import dev.confiture.config.Project;
import dev.confiture.config.SchemaFolder;
import dev.confiture.config.SeedMode;
import dev.confiture.db.Database;
import dev.confiture.db.Session;
import dev.confiture.db.SideBySide;
import dev.confiture.event.Event;
import dev.confiture.event.EventSink;
import dev.confiture.generate.ComparedSchema;
import dev.confiture.generate.CopiedStart;
import dev.confiture.generate.Picture;
import dev.confiture.generate.PlanVerifier;
import dev.confiture.generate.RebuiltStart;
import dev.confiture.index.MigrationVersion;
import dev.confiture.introspect.ServerDefinitions;
import dev.confiture.introspect.catalog.CatalogReader;
import dev.confiture.ledger.TrackingTable;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.Suggestion;
import dev.confiture.runner.code.MigrationClassPath;
import dev.confiture.schema.BuiltSchema;
import dev.confiture.schema.SchemaBuilder;
import dev.confiture.schema.SchemaDirectory;
import dev.confiture.schema.SchemaFile;
import dev.confiture.schema.declaration.Declarations;
import dev.confiture.schema.install.SchemaInstaller;
import dev.confiture.source.ScratchDatabase;
import dev.confiture.source.ScratchServer;
import dev.confiture.sql.Identifier;
import dev.confiture.sql.QualifiedName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes what somebody names a source into a schema that can be looked at, on a server that is gone afterwards. */
final class SchemaSources {

    /** The DDL of the project. */
    static final String SCHEMA = "db/schema";

    /** Words that name a source by themselves. */
    private static final List<String> WORDS = List.of(SCHEMA, "database", "migrations", "empty");

    private final Project project;
    private final MigrationClassPath classPath;
    private final EngineSettings settings;
    private final LiveSources databases;
    private final ScratchPlace place;
    private final Purpose purpose;

    /** What sources are read for. */
    enum Purpose {
        COMPARISON,
        /** By two judges, so it takes about twice as long. */
        PROOF
    }

    SchemaSources(
            Project project,
            MigrationClassPath classPath,
            EngineSettings settings,
            LiveSources databases,
            ScratchPlace place,
            Purpose purpose) {
        this.project = project;
        this.classPath = classPath;
        this.settings = settings;
        this.databases = databases;
        this.place = place;
        this.purpose = purpose;
    }

    /** The ledger's tables, which are no part of anybody's schema. */
    static List<QualifiedName> leftOut(Project project) {
        Identifier schema = Identifier.of(project.environment().migration().ledgerSchema());
        return TrackingTable.tableNames().stream()
                .map(name -> QualifiedName.of(schema, Identifier.of(name)))
                .toList();
    }

    /** Two of them at the same time. What there is to tell of the second comes after that of the first. */
    SideBySide<ComparedSchema, ComparedSchema> read(String first, String second) throws SQLException {
        List<Event> later = new ArrayList<>();
        EventSink held = later::add;
        SchemaSources others =
                new SchemaSources(project, classPath, settings.with(held.oneAtATime()), databases, place, purpose);
        try {
            return SideBySide.run(() -> read(first), () -> others.read(second));
        } catch (ConfitureException failure) {
            throw ofBoth(failure);
        } finally {
            later.forEach(settings.events()::accept);
        }
    }

    /** Who misspelt both is told so at once. */
    private static ConfitureException ofBoth(ConfitureException failure) {
        Set<Problem> problems = new LinkedHashSet<>(failure.problems());
        for (Throwable other : failure.getSuppressed()) {
            if (other instanceof ConfitureException second) {
                problems.addAll(second.problems());
            }
        }
        return new ConfitureException(List.copyOf(problems), failure);
    }

    /**
     * @param written {@code db/schema}, {@code database}, {@code migrations}, {@code migrations:<version>}, {@code empty}, an
     *     environment's name, a database's URL, {@code git:<ref>}, a version of db/schema_history, a folder of DDL or a script
     */
    ComparedSchema read(String written) throws SQLException {
        String text = written.strip();
        Path path = project.root().resolve(text);
        if (text.equals("empty")) {
            return script("an empty database", SchemaBuilder.ofScript(file("empty", "")));
        }
        Optional<Replay> replay = Replay.named(text);
        if (replay.isPresent()) {
            return replayed(replay.get().run(project, classPath, settings, place));
        }
        if (text.equals(SCHEMA)) {
            return script(text, point(Optional.empty()).schema());
        }
        Optional<LiveSources.Live> live = databases.find(text);
        if (live.isPresent()) {
            return live(live.get().label(), live.get().database());
        }
        if (text.startsWith("git:") || MigrationVersion.parse(text).isPresent()) {
            StartingPoint point = point(Optional.of(text));
            return script(point.label(), point.schema());
        }
        if (Files.isDirectory(path)) {
            SchemaDirectory folder = SchemaDirectory.of(
                    project.root(),
                    List.of(SchemaFolder.of(text, 0)),
                    project.environment().build().sortMode());
            return script(text, SchemaBuilder.build(folder.readSchemaOnly()));
        }
        if (Files.isRegularFile(path)) {
            return script(text, SchemaBuilder.ofScript(file(text, content(path, text))));
        }
        throw unknown(text);
    }

    private StartingPoint point(Optional<String> from) {
        return StartingPoint.read(project, from, SeedMode.SEQUENTIAL);
    }

    private static SchemaFile file(String name, String content) {
        return new SchemaFile(name, content, SchemaFile.Purpose.SCHEMA);
    }

    private static String content(Path path, String name) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new ConfitureException(
                    Problem.error(
                            ProblemCode.SCHEMA_UNREADABLE,
                            "Cannot read " + name + ".",
                            String.valueOf(e.getMessage()),
                            "make it readable, in UTF-8"),
                    e);
        }
    }

    private ComparedSchema script(String label, BuiltSchema schema) throws SQLException {
        List<Problem> errors =
                SchemaInstaller.check(schema).stream().filter(Problem::isError).toList();
        if (!errors.isEmpty()) {
            throw new ConfitureException(errors);
        }
        ScratchServer.Content content = session -> {
            session.inTransaction(open -> SchemaInstaller.install(schema, open, settings.events()));
            session.execute("DISCARD ALL");
            ScratchDatabase.removeRows(session); // who proves something puts rows of its own there
        };
        PlanVerifier.Start start = () -> place.withRoles(() -> place.server().create(content));
        ScratchDatabase database = start.open();
        Seen seen = seen(database.open());
        return seen.as(label, CopiedStart.of(seen.catalog(), start).with(database), Declarations.of(schema));
    }

    /** What was read of a schema. */
    private record Seen(Catalog catalog, Optional<ServerDefinitions> definitions) {

        ComparedSchema as(String label, PlanVerifier.Start start, Declarations declarations) {
            return new ComparedSchema(label, catalog, definitions, start, declarations);
        }
    }

    private Seen seen(Session opened) throws SQLException {
        try (Session session = opened) {
            if (purpose == Purpose.COMPARISON) {
                return new Seen(new CatalogReader(leftOut(project)).read(session), Optional.empty());
            }
            Picture picture = Picture.read(session, leftOut(project));
            return new Seen(picture.catalog(), Optional.of(picture.definitions()));
        }
    }

    /** The database of the replay serves on: to make one again from its picture would take longer. */
    private ComparedSchema replayed(Replay.Replayed replayed) throws SQLException {
        ScratchDatabase database = replayed.database();
        Seen seen = seen(database.open());
        boolean isStart = replayed.keepSchemaOnly(leftOut(project));
        CopiedStart rebuilt = rebuilt(seen.catalog());
        return seen.as(replayed.label(), isStart ? rebuilt.with(database) : rebuilt, Declarations.NONE);
    }

    private ComparedSchema live(String label, Database database) throws SQLException {
        place.rolesLikeIn(database);
        Seen seen = seen(database.open("confiture:diff"));
        return seen.as(label, rebuilt(seen.catalog()), Declarations.NONE);
    }

    /** A schema of which there is nothing but its catalog. */
    ComparedSchema seen(String label, Catalog catalog) {
        return new Seen(catalog, Optional.empty()).as(label, rebuilt(catalog), Declarations.NONE);
    }

    private CopiedStart rebuilt(Catalog catalog) {
        return CopiedStart.of(catalog, () -> new RebuiltStart(place.server(), catalog, leftOut(project)).open());
    }

    private ConfitureException unknown(String text) {
        List<String> known = new ArrayList<>(WORDS);
        known.addAll(project.environmentNames());
        return new ConfitureException(Problem.error(
                ProblemCode.DIFF_UNKNOWN_SOURCE,
                "\"" + text + "\" is no source of a schema.",
                "there is no such file or folder, and it is none of " + String.join(", ", known)
                        + ", migrations:<version>, git:<ref>, a version of db/schema_history, or a database's URL",
                Suggestion.didYouMean(text, known) + "Name one of these"));
    }
}
