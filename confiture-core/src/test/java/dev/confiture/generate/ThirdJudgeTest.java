package dev.confiture.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.confiture.TestServer;
import dev.confiture.config.url.DatabaseUrl;
import dev.confiture.db.Session;
import dev.confiture.generate.dump.PgDump;
import dev.confiture.plan.rename.Renames;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.ProblemCode;
import dev.confiture.source.ScratchDatabase;
import dev.confiture.source.ScratchServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What pg_dump has to say in a proof: the one that is installed, or one that is written here. */
@DisabledOnOs(OS.WINDOWS)
class ThirdJudgeTest {

    private static final String OLD =
            "CREATE TABLE users (id int PRIMARY KEY, kind varchar(9) CHECK (kind IN ('a', 'b')))";
    private static final String NEW = OLD.replace("id int", "name text, id int")
            + "; CREATE VIEW ids AS SELECT id FROM users; CREATE INDEX by_name ON users (name);"
            + " COMMENT ON VIEW ids IS 'all'; GRANT SELECT ON ids TO PUBLIC";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void whereItAgreesThereAreThreeJudges() throws Exception {
        Optional<Integer> installed = installedMajor();
        if (installed.isEmpty()) {
            program("99", "echo same");
        }
        int major = installed.orElse(18);
        String path = installed.isPresent() ? System.getenv("PATH") : folder.toString();
        Optional<PgDump> dumps = PgDump.find(path, url(major), major);
        assertThat(dumps).isPresent();
        assertThat(proved(major, dumps))
                .isNotEmpty()
                .allSatisfy(part -> assertThat(part.judges().orElseThrow()).startsWith("three judges, pg_dump "));
    }

    @Test
    void whereItDoesNotNothingIsProved() throws Exception {
        program("99", "echo \"-- Name: it; Type: TABLE; Schema: public; Owner: me\"\necho $PGDATABASE");
        ConfitureException failure = catchThrowableOfType(
                ConfitureException.class, () -> proved(18, PgDump.find(folder.toString(), url(18), 18)));
        assertThat(failure.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.GENERATE_NOT_PROVED);
            assertThat(problem.why()).contains("TABLE public.it is written otherwise by pg_dump 99");
        });
    }

    @Test
    void thePasswordIsInItsEnvironmentAlone() throws Exception {
        program("99", "echo \"$@\" >> " + folder.resolve("told") + "\necho $PGPASSWORD >> " + folder.resolve("kept"));
        proved(18, PgDump.find(folder.toString(), url(18), 18));
        assertThat(Files.readString(folder.resolve("told")))
                .contains("--schema-only")
                .doesNotContain(TestServer.password(18));
        assertThat(Files.readString(folder.resolve("kept"))).startsWith(TestServer.password(18));
    }

    @Test
    void anOlderOneIsNoJudgeAndOneThatFailsSaysWhy() throws Exception {
        program("17", "exit 1");
        assertThat(PgDump.find(folder.toString(), url(18), 18)).isEmpty();
        assertThat(proved(18, Optional.empty()))
                .allSatisfy(part -> assertThat(part.judges().orElseThrow()).startsWith("two judges; no pg_dump"));
        program("99", "echo it broke >&2; exit 1");
        assertThat(proved(18, PgDump.find(folder.toString(), url(18), 18)))
                .allSatisfy(part ->
                        assertThat(part.judges().orElseThrow()).isEqualTo("two judges; pg_dump failed: it broke"));
    }

    /** The newest major that the installed program can read and that comes embedded; empty if none is installed. */
    private static Optional<Integer> installedMajor() {
        return IntStream.of(18, 17, 16, 15, 14)
                .boxed()
                .filter(major -> PgDump.find(System.getenv().getOrDefault("PATH", ""), url(18), major)
                        .isPresent())
                .findFirst();
    }

    private static DatabaseUrl.Server url(int major) {
        return new DatabaseUrl.Server(
                List.of(TestServer.maintenance(major).hosts()),
                TestServer.maintenance(major).name(),
                Map.of("user", "postgres", "password", TestServer.password(major)));
    }

    private void program(String version, String dump) throws IOException {
        Path file = folder.resolve("pg_dump");
        Files.writeString(
                file,
                "#!/bin/sh\nif [ \"$1\" = --version ]; then echo \"pg_dump (PostgreSQL) " + version
                        + ".1\"; exit 0; fi\n" + dump + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private static List<ProvedPart> proved(int major, Optional<PgDump> dumps) throws SQLException {
        try (ScratchServer scratch = ScratchServer.open(TestServer.maintenance(major), "confiture:test")) {
            ComparedSchema before = schema(scratch, OLD);
            ComparedSchema after = schema(scratch, NEW);
            return new MigrationProver(scratch, List.of(), dumps)
                    .prove(before, new RenamedSchema(before.catalog(), Renames.NONE, List.of()), after);
        }
    }

    private static ComparedSchema schema(ScratchServer scratch, String ddl) throws SQLException {
        PlanVerifier.Start start = () -> scratch.create(session -> session.execute(ddl));
        try (ScratchDatabase database = start.open();
                Session session = database.open()) {
            return new ComparedSchema("a schema", Picture.read(session, List.of()), start);
        }
    }
}
