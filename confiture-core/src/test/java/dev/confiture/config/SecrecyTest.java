package dev.confiture.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.config.url.DatabaseUrl;
import dev.confiture.config.url.DatabaseUrlReader;
import dev.confiture.config.url.Surroundings;
import dev.confiture.event.Event;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that is printed holds a password or a part of one, whatever is wrong around it. */
class SecrecyTest {

    /** What people forget to encode. */
    private static final String RESERVED = "@/:?#&=%+ ,;'\"\\$[]{}";

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    private final StringBuilder printed = new StringBuilder();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noUrlPrintsItsPassword(long seed) {
        Random random = new Random(seed);
        Secret secret = Secret.of(random);
        String url = url(secret, random);
        List<Problem> findings = new ArrayList<>();
        Optional<DatabaseUrl> read = new DatabaseUrlReader(surroundings(Map.of())).read(url, findings::add);
        findings.forEach(printed::append);
        read.ifPresent(found -> printed.append(found).append(found.redacted()).append(Environment.of("x", found)));
        assertSilent(secret, "seed " + seed + ": " + url);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noMistakeInTheFilePrintsAPassword(long seed) throws IOException {
        Random random = new Random(seed);
        Secret secret = Secret.of(random);
        String yaml = yaml(secret, random);
        Files.writeString(root.resolve("confiture.yaml"), yaml);
        Overrides overrides = random.nextBoolean()
                ? Overrides.NONE
                : new Overrides(
                        Optional.of(url(secret, random)), Optional.of(new Overrides.Credentials("ann", secret.text())));
        printed.append(overrides).append(surroundings(Map.of("SECRET", secret.text())));
        try {
            Project project = EnvironmentReader.read(
                    root,
                    surroundings(Map.of("SECRET", secret.text())),
                    "local",
                    overrides,
                    event -> printed.append(
                            event instanceof Event.Noticed notice
                                    ? notice.problem().text()
                                    : event));
            printed.append(project);
        } catch (ConfitureException e) {
            printed.append(e);
        }
        assertSilent(secret, "seed " + seed + ":\n" + yaml);
    }

    private void assertSilent(Secret secret, String how) {
        for (String part : secret.parts()) {
            assertThat(printed.toString()).as(how).doesNotContain(part);
        }
    }

    private Surroundings surroundings(Map<String, String> variables) {
        return new Surroundings(variables, "me", root.resolve("home"), List.of());
    }

    private static String url(Secret secret, Random random) {
        boolean encoded = random.nextBoolean();
        String password = encoded
                ? URLEncoder.encode(secret.text(), StandardCharsets.UTF_8).replace("+", "%20")
                : secret.text();
        List<String> forms = List.of(
                "postgresql://ann:" + password + "@db.example.org/app",
                "postgres://ann:" + password + "@db.example.org:5433/app?sslmod=require",
                "postgres://ann:" + password + "@db.example.org:port/app",
                "postgresql://db/app?user=ann&password=" + password + "&sslmode=requir",
                "postgresql://db/app?password=" + password + "&nonsense",
                "jdbc:postgresql://db/app?user=ann&password=" + password,
                "jdbc:postgresql://db/app?password=" + password + "&sslmod=x",
                "jdbc:postgresql://ann:" + password + "@db/app",
                "host=db user=ann password='"
                        + secret.text().replace("\\", "\\\\").replace("'", "\\'") + "' dbname=app",
                "mysql://ann:" + password + "@db/app",
                password);
        return forms.get(random.nextInt(forms.size()));
    }

    private static String yaml(Secret secret, Random random) {
        String url = url(secret, random);
        String quoted = "\"" + url.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        List<String> values = List.of(
                url,
                quoted,
                "${SECRET}",
                "postgresql://ann:${SECRET}@db/app",
                "${NOTHING:-" + url + "}",
                ">-\n      " + url,
                "[" + quoted + "]",
                "{url: " + quoted + "}");
        List<String> around = List.of(
                "",
                "    nonsense: true\n",
                "    session: {lock_timeout: \"${SECRET}\", search_path: \"${SECRET},\"}\n",
                "    build: {sort_mode: \"${SECRET}\", twopass: x}\n",
                "    lock_wait: \"never\n",
                "   out_of_order: x\n");
        String value = values.get(random.nextInt(values.size()));
        String more = around.get(random.nextInt(around.size()));
        String other = random.nextBoolean() ? "  production: {protected: yes, database_url: " + quoted + "}\n" : "";
        return "environments:\n" + other + "  local:\n    database_url: " + value + "\n" + more;
    }

    /**
     * A password in pieces, with reserved characters between them; every piece is long enough to be told apart from
     * what is printed anyway.
     */
    private record Secret(List<String> parts, String text) {

        static Secret of(Random random) {
            List<String> parts = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            for (int i = 0; i <= random.nextInt(3); i++) {
                if (i > 0) {
                    text.append(RESERVED.charAt(random.nextInt(RESERVED.length())));
                }
                String part = "zq" + letters(random);
                parts.add(part);
                text.append(part);
            }
            return new Secret(parts, text.toString());
        }

        private static String letters(Random random) {
            StringBuilder letters = new StringBuilder();
            for (int i = 0; i < 8; i++) {
                letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            return letters.toString();
        }
    }
}
