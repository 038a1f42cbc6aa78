package dev.confiture.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random scripts of which we know the statements. */
class SplitPropertyTest {

    private static final List<String> PIECES = List.of(
            "a",
            "\"b;\"\"c\"",
            "';'",
            "'it''s \\ '",
            "E'\\';\\\\'",
            "U&'\\0041;\\'",
            "$$;'$$",
            "$é_1$;$$ $é$ --\n$é_1$",
            "a$b$",
            "$1",
            "1.5e-3",
            "/* ; /* ' */ $$ */",
            "-- it's ; $$ \"\n",
            "(1; (2); ')')",
            "begin",
            "case",
            "end",
            "@>",
            "->>",
            "::",
            ",",
            "=-",
            "\ud83d\ude00",
            "e",
            "U&\"d\\0061;\"");

    private static final List<String> SPACES = List.of(" ", "\n", "\r\n", "\t", "\r", "  \f ");

    private static final List<String> BETWEEN =
            List.of("", " ", "\n", "\r\n", ";", " ; ;\n", "-- it's;\n", "/* $$ ; */", "\n\n-- a\r\n");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aScriptOfKnownStatementsIsCutIntoThem(long seed) {
        Random random = new Random(seed);
        List<String> expected = new ArrayList<>();
        StringBuilder script = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
        for (int i = random.nextInt(8); i >= 0; i--) {
            script.append(one(BETWEEN, random));
            String statement = statement(random);
            expected.add(statement);
            script.append(statement).append(random.nextBoolean() ? ";" : " /* ; */;");
            if (statement.startsWith("copy")) {
                script.append(rows(random));
            }
        }
        script.append(one(BETWEEN, random));

        SplitScript split = StatementSplitter.split(script.toString());

        assertThat(split.unterminated()).as("seed %d:%n%s", seed, script).isEmpty();
        assertThat(split.statements().stream().map(split::text))
                .as("seed %d:%n%s", seed, script)
                .containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyTextIsReadToItsEndWithTokensInOrder(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(60); i > 0; i--) {
            String piece = one(PIECES, random);
            text.append(piece, 0, random.nextInt(piece.length()) + 1);
        }

        int end = 0;
        for (SqlToken token : SqlLexer.tokens(text.toString())) {
            assertThat(token.start()).as("seed %d: %s", seed, text).isGreaterThanOrEqualTo(end);
            assertThat(token.end()).as("seed %d: %s", seed, text).isGreaterThan(token.start());
            end = token.end();
        }
        assertThat(StatementSplitter.split(text.toString()).text()).isEqualTo(text.toString());
    }

    private static String statement(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> "copy t from stdin";
            case 1 ->
                "create or replace function f() returns int begin atomic select 1;" + one(SPACES, random)
                        + "select case a when ';' then 2 end as end; end";
            default -> {
                StringBuilder statement = new StringBuilder("select");
                for (int i = random.nextInt(10); i > 0; i--) {
                    statement.append(one(SPACES, random)).append(one(PIECES, random));
                }
                yield statement.append(" x").toString();
            }
        };
    }

    private static String rows(Random random) {
        String eol = one(List.of("\n", "\r\n"), random);
        StringBuilder rows = new StringBuilder(random.nextBoolean() ? " -- it's" : "").append(eol);
        for (int i = random.nextInt(4); i > 0; i--) {
            rows.append(one(List.of("1\tit's;", "$$", "\\.x", "", "/*", "select 1;"), random))
                    .append(eol);
        }
        return rows.append("\\.").append(eol).toString();
    }

    private static <T> T one(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}
