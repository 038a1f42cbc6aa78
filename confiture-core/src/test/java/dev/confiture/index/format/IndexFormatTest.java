package dev.confiture.index.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.confiture.index.IndexEntry;
import dev.confiture.index.KnownSql;
import dev.confiture.index.MigrationForm;
import dev.confiture.index.MigrationIndex;
import dev.confiture.index.MigrationOptions;
import dev.confiture.index.MigrationSource;
import dev.confiture.index.MigrationVersion;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IndexFormatTest {

    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final List<MigrationForm> FORMS = List.of(MigrationForm.values());

    private static final IndexEntry ADD_BIO = new IndexEntry(
            MigrationVersion.of("20261120101500"),
            "add_user_bio",
            "db.migrations.AddUserBio",
            MigrationForm.REVERSIBLE_JAVA,
            new MigrationOptions(
                    false,
                    Optional.empty(),
                    List.of("db.migrations.AddUser"),
                    true,
                    false,
                    Optional.of(Duration.ofSeconds(5)),
                    true,
                    true,
                    List.of("local")),
            new MigrationSource(
                    "db/migrations/AddUserBio.java", 9, Optional.of(DIGEST), List.of("db/migrations/fill.sql")),
            new KnownSql(
                    List.of(
                            new KnownSql.Call(13, false, "ALTER TABLE app.users\n  ADD COLUMN bio text"),
                            new KnownSql.Call(15, true, "UPDATE app.users SET bio = E'\\\\'")),
                    1),
            new KnownSql(List.of(new KnownSql.Call(20, false, "ALTER TABLE app.users DROP COLUMN bio")), 0));

    @Test
    void theTextIsLineByLineWithOnlyTheOptionsThatDiffer() {
        assertThat(IndexFormat.write(new MigrationIndex(List.of(ADD_BIO)))).isEqualTo("""
                confiture-index 1
                migration 20261120101500 add_user_bio
                  class db.migrations.AddUserBio
                  form reversible-java
                  source 9 db/migrations/AddUserBio.java
                  tokens java-tokens-1 %s
                  resource db/migrations/fill.sql
                  transactional false
                  depends-on db.migrations.AddUser
                  data true
                  retryable false
                  lock-timeout PT5S
                  raw-connection true
                  restartable true
                  environment local
                  up 13 ALTER TABLE app.users\\n  ADD COLUMN bio text
                  up 15? UPDATE app.users SET bio = E'\\\\\\\\'
                  up-unknown 1
                  down 20 ALTER TABLE app.users DROP COLUMN bio
                end
                """.formatted(DIGEST));
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsWrittenReadsBackUnchangedThroughUtf8(long seed) {
        Random random = new Random(seed);
        MigrationIndex index = new MigrationIndex(IntStream.range(0, random.nextInt(6))
                .mapToObj(i -> entry(random))
                .toList());

        String text = new String(IndexFormat.write(index).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        MigrationIndex again = IndexFormat.read(text, "seed " + seed);

        assertThat(again).as("seed %d", seed).isEqualTo(index);
        assertThat(again.entries().stream().map(entry -> entry.version().text()))
                .as("seed %d", seed)
                .isEqualTo(index.entries().stream()
                        .map(entry -> entry.version().text())
                        .toList());
        assertThat(IndexFormat.write(again)).as("seed %d", seed).isEqualTo(text);
    }

    @Test
    void anIndexOfANewerVersionSaysSoAndWhatToRaise() {
        Problem problem = onlyProblem("confiture-index 2\nsomething new\n");

        assertThat(problem.text()).isEqualTo("""
                [index.newer-format] The index of migrations has format 2; format 1 is the newest that this version of \
                Confiture reads.
                  where: app.jar:1
                  why:   its classes were compiled with a newer confiture-processor
                  fix:   raise the version of confiture-maven-plugin to that of confiture-processor""");
    }

    @Test
    void aTruncatedFileIsRefused() {
        String text = IndexFormat.write(new MigrationIndex(List.of(ADD_BIO)));

        for (int length = 0; length < text.length(); length++) {
            assertThat(onlyProblem(text.substring(0, length)).code()).isEqualTo(ProblemCode.INDEX_MALFORMED);
        }
    }

    @Test
    void everyBadLineIsNamed() {
        ConfitureException refused = read("""
                confiture-index 1
                migration 1 a
                  class db.A
                  form reversible-java
                  source 1 db/A.java
                  colour blue
                migration x b
                migration 3 c
                  class db.C
                  class db.C
                migration 4 d
                  class db.D
                  form java
                  source nowhere
                migration 5 e
                  class db.E\\q
                migration 6 f
                  form java
                end
                """);

        assertThat(refused.problems())
                .extracting(problem -> problem.where().orElseThrow().position() + " " + problem.why())
                .containsExactly(
                        "app.jar:6 unknown key \"colour\"",
                        "app.jar:7 the version is not groups of digits",
                        "app.jar:10 \"class\" stands twice in one migration",
                        "app.jar:14 \"source\" is not a line and a file",
                        "app.jar:16 unknown escape \\q",
                        "app.jar:17 the migration has no \"class\"");
    }

    @Test
    void aDigestOfAnotherAlgorithmIsUnknownNotChanged() {
        String text = IndexFormat.write(new MigrationIndex(List.of(ADD_BIO))).replace("java-tokens-1", "java-tokens-0");

        assertThat(IndexFormat.read(text, "app.jar").entries().get(0).source().tokenDigest())
                .isEmpty();
    }

    private static Problem onlyProblem(String text) {
        List<Problem> problems = read(text).problems();
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    private static ConfitureException read(String text) {
        ConfitureException refused =
                catchThrowableOfType(ConfitureException.class, () -> IndexFormat.read(text, "app.jar"));
        assertThat(refused).as(text).isNotNull();
        return refused;
    }

    private static IndexEntry entry(Random random) {
        return new IndexEntry(
                MigrationVersion.of(
                        "0".repeat(random.nextInt(3)) + random.nextInt(1_000_000) + "_" + random.nextInt(10)),
                text(random),
                "db.M" + random.nextInt(1_000_000),
                FORMS.get(random.nextInt(FORMS.size())),
                new MigrationOptions(
                        random.nextBoolean(),
                        random.nextBoolean() ? Optional.of(text(random)) : Optional.empty(),
                        texts(random),
                        random.nextBoolean(),
                        random.nextBoolean(),
                        random.nextBoolean()
                                ? Optional.of(Duration.ofMillis(random.nextInt(86_400_000)))
                                : Optional.empty(),
                        random.nextBoolean(),
                        random.nextBoolean(),
                        texts(random)),
                new MigrationSource(
                        "db/" + text(random),
                        random.nextInt(1000),
                        random.nextBoolean() ? Optional.of(DIGEST) : Optional.empty(),
                        texts(random)),
                sql(random),
                sql(random));
    }

    private static KnownSql sql(Random random) {
        return new KnownSql(
                texts(random).stream()
                        .map(sql -> new KnownSql.Call(random.nextInt(1000), random.nextBoolean(), sql))
                        .toList(),
                random.nextInt(3));
    }

    private static List<String> texts(Random random) {
        List<String> texts = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            texts.add(text(random));
        }
        return texts;
    }

    /** Letters, blanks, backslashes, every control character, line separators, pairs and lone surrogates. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            switch (random.nextInt(7)) {
                case 0 -> text.append((char) random.nextInt(0xA0));
                case 1 -> text.append((char) (0xD800 + random.nextInt(0x800)));
                case 2 -> text.append(Character.toString(0x1F600 + random.nextInt(60)));
                case 3 -> text.append("\\nrtu \n\r\t\u2028\u2029\u0085".charAt(random.nextInt(12)));
                default -> text.append((char) ('a' + random.nextInt(26)));
            }
        }
        return text.toString();
    }
}
