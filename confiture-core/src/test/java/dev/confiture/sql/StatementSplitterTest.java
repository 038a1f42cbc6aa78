package dev.confiture.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementSplitterTest {

    @Test
    void semicolonsEndStatementsAndDoNotBelongToThem() {
        assertThat(texts("select 1;select 2 ;\n  select 3")).containsExactly("select 1", "select 2", "select 3");
    }

    @Test
    void onlyTheLastStatementMayLackItsSemicolon() {
        assertThat(StatementSplitter.split("select 1; select 2").statements())
                .extracting(SqlStatement::terminated)
                .containsExactly(true, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", ";", ";; ;\n;", "-- only a comment", "/* a; b */", "\uFEFF", "\uFEFF;"})
    void emptyStatementsAreLeftOut(String script) {
        assertThat(StatementSplitter.split(script).statements()).isEmpty();
        assertThat(StatementSplitter.split(script).unterminated()).isEmpty();
    }

    @Test
    void commentsAroundAStatementDoNotBelongToItThoseInsideDo() {
        assertThat(texts("-- a;\n/* b; */ select /* c; */ 1 -- d;\n; -- e")).containsExactly("select /* c; */ 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select $$ ; $$",
                "select $tag$ ; $$ ; $other$ ; $tag$",
                "select $tåg_1$ ; $tåg$ ; $tåg_1$",
                "select $\u8868\ud83d\ude00$ ; $\u8868\ud83d\ude00$",
                "select ';', ''';', '\\'",
                "select E'\\';', e'\\\\', E'a''\\';'",
                "select E'a'\n  '\\';'",
                "select E'a' -- comment\n '\\';'",
                "select 'a'\n '\\'",
                "select U&'d\\0061t;' , u&'\\', U&\"a;b\"",
                "select B'01;', X'1F;', N'\\'",
                "select \"a;b\", \"c\"\";\"",
                "select a$b$, c from t where d$1 = 1",
                "select 1 /* ; /* ; */ ; */ + 1",
                "select 1 -- ;\n + 1",
                "select 1 -- it's\r + 1",
                "select 1 +-- it's ;\n 1",
                "select 1 */* it's ; */ 1",
                "select 1 - - 1, a->>'b;', a@>b",
                "prepare p as select $1, $2",
                "create rule r as on insert to t do also (insert into a values (1); insert into b values (2))",
                "select u & 'x', e, x, n, b from t",
                "select 1e10, 0x1F, 1_000, .5, 1., 1.5e-3",
            })
    void whatLooksLikeAnEndInsideAStatementIsNone(String statement) {
        assertThat(texts(statement + ";select 'next'")).containsExactly(statement, "select 'next'");
        assertThat(texts(statement)).containsExactly(statement);
        assertThat(StatementSplitter.split(statement).unterminated()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create function f() returns int begin atomic select 1; select 2; end",
                "CREATE OR REPLACE FUNCTION f(a int DEFAULT 1) RETURNS int LANGUAGE sql"
                        + " BEGIN ATOMIC SELECT CASE WHEN a = 1 THEN CASE a WHEN 1 THEN 2 END END; SELECT 3; END",
                "create procedure p() begin /* atomic */ atomic insert into t values (1); update t set a = 2; END",
                "create function f() returns int begin atomic select 1 as end; select t.end from t; select 2 as case; end",
                "create function f() returns int begin atomic end",
            })
    void theBodyOfAnSqlFunctionIsOneStatement(String statement) {
        assertThat(texts(statement + "; select 1")).containsExactly(statement, "select 1");
    }

    @Test
    void beginAtomicIsABodyOnlyInARoutine() {
        assertThat(texts("begin; create table begin(a int); select 1 as atomic; end;"))
                .containsExactly("begin", "create table begin(a int)", "select 1 as atomic", "end");
    }

    @Test
    void aByteOrderMarkBelongsToNoStatement() {
        assertThat(texts("\uFEFFselect 1;")).containsExactly("select 1");
    }

    @Test
    void rowsOfCopyBelongToTheirStatement() {
        String script = "copy t (a, b) from stdin;\n1\tit's; \\N\n\\.x\n2\t$$\n\\.\nselect 1;\n";

        SplitScript split = StatementSplitter.split(script);

        assertThat(split.unterminated()).isEmpty();
        assertThat(texts(script)).containsExactly("copy t (a, b) from stdin", "select 1");
        assertThat(rows(split, 0)).isEqualTo("1\tit's; \\N\n\\.x\n2\t$$\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void rowsOfCopyEndWithAnyLineEnd(String eol) {
        String script = String.join(eol, "COPY s.t FROM STDIN WITH (FORMAT csv); -- ';", "1,';", "\\.", "select 1");

        SplitScript split = StatementSplitter.split(script);

        assertThat(rows(split, 0)).isEqualTo("1,';" + eol);
        assertThat(texts(script)).containsExactly("COPY s.t FROM STDIN WITH (FORMAT csv)", "select 1");
    }

    @Test
    void copyMayHaveNoRowsAndEndTheScript() {
        SplitScript split = StatementSplitter.split("copy t from stdin;\n\\.");

        assertThat(split.unterminated()).isEmpty();
        assertThat(rows(split, 0)).isEmpty();
    }

    @Test
    void theRestOfALineWithCopyIsReadBeforeTheRowsAsPsqlDoes() {
        String script = "copy t from stdin; copy u from stdin; select\nit's t\n\\.\nit's u\n\\.\n1; select 2";

        SplitScript split = StatementSplitter.split(script);

        assertThat(rows(split, 0)).isEqualTo("it's t\n");
        assertThat(rows(split, 1)).isEqualTo("it's u\n");
        assertThat(split.statements()).hasSize(4);
        assertThat(split.text(split.statements().get(3))).isEqualTo("select 2");
    }

    @Test
    void copyToStdoutAndFromFilesHaveNoRows() {
        SplitScript split =
                StatementSplitter.split("copy t to stdout;\ncopy t from '/stdin';\ncopy (select 1) to stdout;");

        assertThat(split.statements())
                .allMatch(statement -> statement.copyData().isEmpty());
        assertThat(split.unterminated()).isEmpty();
    }

    @Test
    void backslashCommandsAreKeptApartWithTheirPlaces() {
        String script =
                "\\restrict k3Y\nselect 1;\n\\i other.sql\nselect '\\x', $$\\y$$; \\echo 'a;b'\n\\unrestrict k3Y";

        SplitScript split = StatementSplitter.split(script);

        assertThat(split.metaCommands())
                .extracting(MetaCommand::name)
                .containsExactly("restrict", "i", "echo", "unrestrict");
        assertThat(split.metaCommands())
                .extracting(command -> script.substring(command.start(), command.end()))
                .containsExactly("\\restrict k3Y", "\\i other.sql", "\\echo 'a;b'", "\\unrestrict k3Y");
        assertThat(texts(script)).containsExactly("select 1", "select '\\x', $$\\y$$");
    }

    @Test
    void aCommandThatSendsEndsTheStatementBeforeIt() {
        assertThat(texts("select 'drop table t' \\gexec\nselect 2 \\gset x_\nselect 3;"))
                .containsExactly("select 'drop table t'", "select 2", "select 3");
    }

    @Test
    void anOpenEndIsToldWithThePlaceWhereItBegan() {
        assertOpen("select 1; select 'a;\n", Unterminated.What.STRING, "'a");
        assertOpen("select E'a\\'; select 1", Unterminated.What.STRING, "E'a");
        assertOpen("select E'a'\n'b\\';", Unterminated.What.STRING, "E'a");
        assertOpen("select \"a;", Unterminated.What.QUOTED_NAME, "\"a");
        assertOpen("select $f$ ; $g$ $$", Unterminated.What.DOLLAR_STRING, "$f$");
        assertOpen("select 1; /* /* */", Unterminated.What.BLOCK_COMMENT, "/* /*");
        assertOpen("select 1;\ncopy t from stdin;\n1\n2", Unterminated.What.COPY_DATA, "copy");
        assertOpen("select 1;\ncopy t from stdin", Unterminated.What.COPY_DATA, "copy");
        assertOpen("create function f() returns int begin atomic select 1; ", Unterminated.What.ATOMIC_BODY, "begin");
        assertOpen("create table t (a int, b numeric(1;", Unterminated.What.PARENTHESIS, "(a int");
    }

    @Test
    void aSurplusClosingParenthesisDoesNotSwallowWhatFollows() {
        assertThat(texts("select 1); select (2);")).containsExactly("select 1)", "select (2)");
    }

    private static void assertOpen(String script, Unterminated.What what, String startsWith) {
        assertThat(StatementSplitter.split(script).unterminated())
                .as(script)
                .contains(new Unterminated(what, script.indexOf(startsWith)));
    }

    private static List<String> texts(String script) {
        SplitScript split = StatementSplitter.split(script);
        return split.statements().stream().map(split::text).toList();
    }

    private static String rows(SplitScript split, int statement) {
        SqlStatement.CopyData rows =
                split.statements().get(statement).copyData().orElseThrow();
        return split.text().substring(rows.start(), rows.end());
    }
}
