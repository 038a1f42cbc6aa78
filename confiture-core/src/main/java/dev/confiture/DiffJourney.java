package dev.confiture;

import dev.confiture.GenerateRequest.Demand;
import dev.confiture.SchemaSources.Purpose;
import dev.confiture.catalog.Catalog;
import dev.confiture.config.Project;
import dev.confiture.config.url.Surroundings;
import dev.confiture.db.SideBySide;
import dev.confiture.db.SqlErrors;
import dev.confiture.diff.CatalogFilter;
import dev.confiture.generate.ComparedSchema;
import dev.confiture.generate.MigrationProver;
import dev.confiture.generate.ProvedPart;
import dev.confiture.generate.RenamedSchema;
import dev.confiture.generate.java.JavaMigrationWriter;
import dev.confiture.generate.java.MigrationDraft;
import dev.confiture.generate.java.MigrationDraft.Form;
import dev.confiture.history.ResolvedMigration;
import dev.confiture.index.MigrationVersion;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.runner.code.MigrationClassPath;
import dev.confiture.runner.code.MigrationCode;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares schemas, and writes the migration that leads from one to the other. Works on a server that is gone afterwards. */
public final class DiffJourney {

    private static final DateTimeFormatter VERSION =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private final Project project;
    private final MigrationClassPath classPath;
    private final EngineSettings settings;
    private final Surroundings surroundings;

    DiffJourney(Project project, MigrationClassPath classPath, EngineSettings settings, Surroundings surroundings) {
        this.surroundings = surroundings;
        this.project = project;
        this.classPath = classPath;
        this.settings = settings;
    }

    /** What is done while the scratch server runs. */
    @FunctionalInterface
    private interface Work<T> {
        T on(ScratchPlace place, SchemaSources sources) throws SQLException;
    }

    /** The major version that the scratch databases have to be of. */
    @FunctionalInterface
    private interface Major {
        Optional<Integer> of(LiveSources databases) throws SQLException;
    }

    /**
     * @param from and {@code to}: {@code db/schema}, {@code database}, {@code migrations}, {@code empty}, an environment's
     *     name, a database's URL, {@code git:<ref>}, a version of db/schema_history, a folder of DDL or a script
     * @throws ConfitureException if one of them is no source or cannot be read
     */
    public DiffReport compare(String from, String to) {
        return compare(from, to, CatalogFilter.NONE);
    }

    /** The same for a part of the schemas. Renames are done before anything is left out. */
    public DiffReport compare(String from, String to, CatalogFilter filter) {
        return inScratch(Purpose.COMPARISON, databases -> databases.major(List.of(from, to)), (place, sources) -> {
            SideBySide<ComparedSchema, ComparedSchema> read = sources.read(from, to);
            ComparedSchema before = read.first();
            ComparedSchema after = read.second();
            return comparison(before, renamed(before, after), after, filter).report();
        });
    }

    /**
     * What differs between a database that was looked at and db/schema.
     *
     * @param label for people
     * @param looked its catalog, which is read no more
     */
    DiffReport compareWithSchema(String label, Catalog looked, CatalogFilter filter) {
        int major = looked.serverMajor();
        return inScratch(Purpose.COMPARISON, databases -> Optional.of(major), (place, sources) -> {
            ComparedSchema before = sources.seen(label, looked);
            ComparedSchema after = sources.read(SchemaSources.SCHEMA);
            return comparison(before, renamed(before, after), after, filter).report();
        });
    }

    private Comparison comparison(
            ComparedSchema before, RenamedSchema renamed, ComparedSchema after, CatalogFilter filter) {
        return new Comparison(
                before,
                renamed,
                after,
                filter,
                project.environment().migration().session());
    }

    private RenamedSchema renamed(ComparedSchema before, ComparedSchema after) throws SQLException {
        RenamedSchema renamed = RenamedSchema.of(before, after, SchemaSources.leftOut(project));
        List<Problem> errors =
                renamed.problems().stream().filter(Problem::isError).toList();
        if (!errors.isEmpty()) {
            throw new ConfitureException(errors);
        }
        return renamed;
    }

    /**
     * The migrations from one source to another, each executed up, down and up again before it is returned. Writes no file.
     *
     * @throws ConfitureException {@code generate.not-supported}, {@code generate.not-proved}
     */
    public GenerateReport generate(GenerateRequest request) {
        Set<MigrationVersion> known = known();
        List<String> both = List.of(request.from(), request.to());
        return inScratch(Purpose.PROOF, databases -> databases.major(both), (place, sources) -> {
            SideBySide<ComparedSchema, ComparedSchema> read = sources.read(request.from(), request.to());
            ComparedSchema before = read.first();
            ComparedSchema after = read.second();
            RenamedSchema renamed = renamed(before, after);
            List<ProvedPart> parts = parts(place, before, renamed, after, request.demand());
            JavaMigrationWriter writer = new JavaMigrationWriter(request.packageName());
            List<GenerateReport.Written> written = new ArrayList<>();
            Instant moment = request.now();
            for (int i = 0; i < parts.size(); i++) {
                moment = free(moment, known);
                String name = parts.size() == 1 ? request.name() : request.name() + '_' + (i + 1);
                MigrationDraft draft = parts.get(i).draft(version(moment), name);
                written.add(new GenerateReport.Written(
                        draft,
                        draft.up().isEmpty() ? writer.writeEmpty(draft) : writer.write(draft),
                        parts.get(i).told()));
                moment = moment.plusSeconds(1);
            }
            List<Problem> problems = new ArrayList<>(
                    comparison(before, renamed, after, CatalogFilter.NONE).problems());
            written.forEach(each -> problems.addAll(each.oneWay()));
            List<String> judges = parts.stream()
                    .flatMap(part -> part.judges().stream())
                    .distinct()
                    .toList();
            return new GenerateReport(before.label(), after.label(), written, judges, problems);
        });
    }

    private List<ProvedPart> parts(
            ScratchPlace place, ComparedSchema before, RenamedSchema renamed, ComparedSchema after, Demand demand)
            throws SQLException {
        MigrationProver prover = new MigrationProver(
                place.server(),
                SchemaSources.leftOut(project),
                place.dumps(surroundings.variables().getOrDefault("PATH", "")));
        try {
            return prover.prove(before, renamed, after);
        } catch (ConfitureException e) {
            if (demand == Demand.PROOF) {
                throw e;
            }
            return List.of(prover.unproved(renamed, after, e));
        }
    }

    /** A class with empty methods. */
    public GenerateReport template(GenerateRequest request) {
        MigrationVersion version = version(free(request.now(), known()));
        MigrationDraft draft = new MigrationDraft(
                version,
                request.name(),
                Form.TRANSACTIONAL,
                List.of("What it does, and why."),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
        return new GenerateReport(
                "",
                "",
                List.of(new GenerateReport.Written(
                        draft, new JavaMigrationWriter(request.packageName()).writeEmpty(draft), List.of())),
                List.of(),
                List.of());
    }

    private Set<MigrationVersion> known() {
        try (MigrationCode code = MigrationCode.open(classPath)) {
            return code.migrations().stream().map(ResolvedMigration::version).collect(Collectors.toSet());
        }
    }

    private static Instant free(Instant from, Set<MigrationVersion> known) {
        Instant moment = from;
        while (known.contains(version(moment))) {
            moment = moment.plusSeconds(1);
        }
        return moment;
    }

    private static MigrationVersion version(Instant moment) {
        return MigrationVersion.of(VERSION.format(moment));
    }

    private <T> T inScratch(Purpose purpose, Major major, Work<T> work) {
        LiveSources databases = new LiveSources(project, settings, surroundings);
        try (ScratchPlace place = ScratchPlace.of(project, settings, major.of(databases))) {
            return work.on(place, new SchemaSources(project, classPath, settings, databases, place, purpose));
        } catch (ConfitureException e) {
            throw MissingExtension.in(e).orElse(e);
        } catch (SQLException e) {
            Optional<ConfitureException> missing = MissingExtension.in(e);
            if (missing.isPresent()) {
                throw missing.get();
            }
            throw new ConfitureException(
                    Problem.error(
                            ProblemCode.DATABASE_ERROR,
                            "The schemas could not be compared.",
                            SqlErrors.why(e),
                            "if it is about a right: reading a schema needs USAGE on its schemas"),
                    e);
        }
    }
}
