package dev.confiture.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.SourceSpan;
import dev.confiture.schema.SchemaFile.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaBuilderTest {

    @Test
    void eachFileFollowsACommentThatNamesIt() {
        BuiltSchema built = SchemaBuilder.build(List.of(
                file("db/schema/a.sql", "create table a (); -- a\n"), file("db/schema/b.sql", "create table b ();\n")));

        assertThat(built.script()).isEqualTo("""
                -- source: db/schema/a.sql
                create table a (); -- a
                -- source: db/schema/b.sql
                create table b ();
                """);
        assertThat(built.sha256())
                .hasSize(64)
                .isEqualTo(SchemaBuilder.ofScript(file("x", built.script())).sha256());
    }

    @Test
    void theLastNewlineAndSemicolonAreSupplied() {
        assertThat(built("select 1")).endsWith("select 1\n;\n");
        assertThat(built("select 1 -- one")).endsWith("select 1 -- one\n;\n");
        assertThat(built("select 1\n")).endsWith("select 1\n;\n");
        assertThat(built("select 1;")).endsWith("select 1;\n");
        assertThat(built("select 1; /* done */")).endsWith("select 1; /* done */\n");
        assertThat(built("-- nothing")).endsWith("-- nothing\n");
        assertThat(built("")).isEqualTo("-- source: f.sql\n");
        assertThat(built("\\restrict abc")).endsWith("\\restrict abc\n");
        assertThat(built("copy a from stdin;\n1\n\\.")).endsWith("1\n\\.\n");
    }

    @Test
    void everyOtherByteIsKept() {
        String text = "/* é */ COMMENT ON TABLE a IS '@fraiseql:type';\r\n\r\nselect '\t😀'\r\n;";

        assertThat(built(text)).contains(text);
    }

    @Test
    void aFileThatWouldSwallowTheNextIsAnErrorWhereThatBegan() {
        ConfitureException thrown = catchThrowableOfType(
                ConfitureException.class,
                () -> SchemaBuilder.build(List.of(
                        file("a.sql", "select 1;\nselect 'é', 'open"),
                        file("b.sql", "  /* /* */ open"),
                        file("c.sql", "do $x$ begin end"),
                        file("d.sql", "copy a from stdin;\n1\n"),
                        file("e.sql", "select 1;"))));

        assertThat(thrown.problems())
                .extracting(problem -> problem.where().map(SourceSpan::position).orElse(""))
                .containsExactly("a.sql:2:13", "b.sql:1:3", "c.sql:1:4", "d.sql:1:1");
        assertThat(thrown.problems()).extracting(Problem::what).allMatch(what -> what.contains(".sql ends inside "));
    }

    @Test
    void aLineBreakInAFileNameDoesNotEndTheComment() {
        assertThat(SchemaBuilder.build(List.of(file("a\n; drop table x", "select 1;")))
                        .script())
                .startsWith("-- source: a?; drop table x\n");
    }

    @Test
    void whatStandsBetweenFilesBelongsToTheFirst() {
        BuiltSchema built = SchemaBuilder.build(List.of(file("a.sql", "select"), file("b.sql", "select 2;")));

        assertThat(built.locate(0).position()).isEqualTo("a.sql:1:1");
        assertThat(built.locate(built.script().indexOf(";")).position()).isEqualTo("a.sql:1:7");
        assertThat(built.locate(built.script().indexOf("-- source: b")).position())
                .isEqualTo("a.sql:1:7");
        assertThat(built.locate(built.script().indexOf("2;")))
                .isEqualTo(SourceSpan.of("b.sql", 1, 8).withExcerpt("select 2;"));
        assertThat(built.locate(built.script().length()).position()).isEqualTo("b.sql:1:10");
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyCharacterOfEveryFileIsFoundAgain(long seed) {
        Random random = new Random(seed);
        List<SchemaFile> files = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(5); i++) {
            files.add(file(i + ".sql", text(random)));
        }
        BuiltSchema built = SchemaBuilder.build(files);

        for (BuiltSchema.Section section : built.sections()) {
            String text = section.file().text();
            assertThat(built.script().substring(section.start(), section.end())).isEqualTo(text);
            int line = 1;
            int column = 1;
            for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
                SourceSpan place = built.locate(section.start() + i);
                assertThat(place.position())
                        .as("seed %d, offset %d", seed, i)
                        .isEqualTo(section.file().name() + ":" + line + ":" + column);
                boolean ends = text.charAt(i) == '\n';
                line += ends ? 1 : 0;
                column = ends ? 1 : column + 1;
            }
        }
    }

    private static String text(Random random) {
        String[] pieces = {"select ", "é", "😀", ";", "\n", "\r\n", "-- c\n", "x ", "'s'"};
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < random.nextInt(12); i++) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }

    private static String built(String text) {
        return SchemaBuilder.build(List.of(file("f.sql", text))).script();
    }

    private static SchemaFile file(String name, String text) {
        return new SchemaFile(name, text, Purpose.SCHEMA);
    }
}
