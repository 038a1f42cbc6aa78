package dev.confiture.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemberGrantTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUBLIC EXECUTE ON FUNCTION public.show_limit()",
                "- PUBLIC USAGE ON TYPE app.\"a. b\"",
                "\"read ON TABLE\" SELECT* BY \"the \"\"owner\"\"\" ON TABLE \"x.y\".\"z ON FUNCTION\"",
                "reader USAGE ON FOREIGN DATA WRAPPER postgres_fdw",
                "reader USAGE BY boss ON SERVER files"
            })
    void aLineReadsAsItWasWritten(String line) {
        assertThat(MemberGrant.read(line)).hasToString(line);
    }

    @Test
    void theSchemaIsTheContainer() {
        ObjectKey member =
                MemberGrant.read("PUBLIC SELECT ON TABLE \"x.y\".\"a b\"").member();
        assertThat(member).isEqualTo(ObjectKey.of(ObjectKind.TABLE, "\"x.y\"", "\"a b\""));
    }

    @Test
    void whatGrantCannotNameIsNone() {
        assertThat(MemberGrant.of("table column", "public.t.c", "PUBLIC SELECT"))
                .isEmpty();
        assertThat(MemberGrant.of("view", "public.v", "PUBLIC SELECT"))
                .get()
                .hasToString("PUBLIC SELECT ON TABLE public.v");
    }
}
