package dev.confiture.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesAndLiteralsTest {

    @Test
    void aQuotedNameDoublesItsQuotes() {
        assertThat(Identifier.of("Say \"hi\"").quoted()).isEqualTo("\"Say \"\"hi\"\"\"");
        assertThat(QualifiedName.of("app", "Users").quoted()).isEqualTo("\"app\".\"Users\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a\0b",
                "0123456789012345678901234567890123456789012345678901234567890123",
                "éééééééééééééééééééééééééééééééé"
            })
    void whatPostgresqlWouldCutOrRefuseIsNoName(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Identifier.of(name));
    }

    @Test
    void aWrittenNameIsFoldedUnlessQuoted() {
        assertThat(Identifier.written("UsersÄ")).isEqualTo(Identifier.of("usersÄ"));
        assertThat(Identifier.written("\"Us\"\"ers\"")).isEqualTo(Identifier.of("Us\"ers"));
    }

    @Test
    void messagesQuoteOnlyWhatNeedsIt() {
        assertThat(QualifiedName.of("app", "tb_user")).hasToString("app.tb_user");
        assertThat(QualifiedName.of("My App", "tb_user")).hasToString("\"My App\".tb_user");
    }

    @Test
    void aLiteralWithABackslashIsSafeUnderEverySetting() {
        assertThat(SqlLiteral.of("it's").quoted()).isEqualTo("'it''s'");
        assertThat(SqlLiteral.of("C:\\it's").quoted()).isEqualTo("E'C:\\\\it''s'");
        assertThatIllegalArgumentException().isThrownBy(() -> SqlLiteral.of("a\0"));
    }
}
