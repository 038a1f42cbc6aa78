package dev.confiture.generate.dump;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SchemaDumpTest {

    private static final String USERS = """
            --
            -- Name: users; Type: TABLE; Schema: public; Owner: app
            --

            CREATE TABLE public.users (
                id integer NOT NULL,
                name text
            );

            """;

    private static final String READ = """
            --
            -- Name: TABLE users; Type: ACL; Schema: public; Owner: app
            --

            GRANT SELECT ON TABLE public.users TO reader;

            """;

    @Test
    void orderAndWhatStandsBetweenEntriesMakeNoDifference() {
        String swapped =
                USERS.replace("    id integer NOT NULL,\n    name text\n", "    name text,\n    id integer NOT NULL\n");
        SchemaDump one = SchemaDump.parse("\\restrict abc\nSET default_tablespace = '';\n\n" + USERS + READ);
        SchemaDump other = SchemaDump.parse("\\restrict def\n" + READ + "SET default_tablespace = '';\n\n" + swapped);
        assertThat(one.differencesTo(other)).isEmpty();
        assertThat(one.entries().keySet()).containsExactly("ACL public.TABLE users", "TABLE public.users");
    }

    @Test
    void anEntryThatIsMissingOrWrittenOtherwiseIsNamed() {
        SchemaDump one = SchemaDump.parse(USERS + READ);
        assertThat(one.differencesTo(SchemaDump.parse(USERS))).containsExactly("ACL public.TABLE users");
        assertThat(one.differencesTo(SchemaDump.parse(USERS.replace("name text", "name citext") + READ)))
                .containsExactly("TABLE public.users");
        assertThat(one.differencesTo(SchemaDump.parse(USERS.replace("Owner: app", "Owner: me") + READ)))
                .containsExactly("TABLE public.users");
    }

    @Test
    void theOrderOfStorageParametersMakesNoDifference() {
        String index = """
                -- Name: i; Type: INDEX; Schema: public; Owner: app
                CREATE INDEX i ON public.users USING gin (name) WITH (fastupdate=off, gin_pending_list_limit='100') WHERE (id > 0);
                """;
        String swapped = index.replace(
                "fastupdate=off, gin_pending_list_limit='100'", "gin_pending_list_limit='100', fastupdate=off");
        assertThat(SchemaDump.parse(index).differencesTo(SchemaDump.parse(swapped)))
                .isEmpty();
        assertThat(SchemaDump.parse(index).differencesTo(SchemaDump.parse(index.replace("=off", "=on"))))
                .containsExactly("INDEX public.i");
    }
}
