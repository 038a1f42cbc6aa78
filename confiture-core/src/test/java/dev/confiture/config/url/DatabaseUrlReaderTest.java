package dev.confiture.config.url;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.config.url.socket.UnixSocketFactory;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlReaderTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    private final Map<String, String> variables = new TreeMap<>();
    private final List<Problem> findings = new ArrayList<>();
    private List<Path> socketFolders = List.of();

    /** Columns: URL; hosts; database; properties but the password; password. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            postgresql://localhost/app_local                ; localhost:5432 ; app_local ; {user=me} ; -
            postgres://localhost/app_local                  ; localhost:5432 ; app_local ; {user=me} ; -
            postgresql://                                   ; localhost:5432 ; me ; {user=me} ; -
            postgresql:///app                               ; localhost:5432 ; app ; {user=me} ; -
            postgresql://db:5433                            ; db:5433 ; me ; {user=me} ; -
            postgresql://ann@db/app                         ; db:5432 ; app ; {user=ann} ; -
            postgresql://ann@db                             ; db:5432 ; ann ; {user=ann} ; -
            postgresql://ann:pw@db:1/app                    ; db:1 ; app ; {user=ann} ; pw
            postgresql://ann:p%40%2F%3Aw@db/app             ; db:5432 ; app ; {user=ann} ; p@/:w
            postgresql://a%40corp:pa?ss@db/app              ; db:5432 ; app ; {user=a@corp} ; pa?ss
            postgresql://ann:@db/app                        ; db:5432 ; app ; {user=ann} ; -
            postgresql://a:1,b:2/app                        ; a:1,b:2 ; app ; {user=me} ; -
            postgresql://a,b/app?port=5433                  ; a:5433,b:5433 ; app ; {user=me} ; -
            postgresql://a:1,b/app                          ; a:1,b:5432 ; app ; {user=me} ; -
            postgresql://[2001:db8::1]:5433/app             ; [2001:db8::1]:5433 ; app ; {user=me} ; -
            postgresql://[::1]/app                          ; [::1]:5432 ; app ; {user=me} ; -
            postgresql://db/my%20app%C3%A9                  ; db:5432 ; my appé ; {user=me} ; -
            postgresql://db?dbname=x&user=u&password=p%26q  ; db:5432 ; x ; {user=u} ; p&q
            postgresql://db/app?sslmode=verify-full&sslrootcert=%2Fc.pem ; db:5432 ; app ; {sslmode=verify-full, sslrootcert=/c.pem, user=me} ; -
            postgresql://db/app?ssl=true                    ; db:5432 ; app ; {sslmode=require, user=me} ; -
            postgresql://db/app?options=-c%20search_path%3Dx ; db:5432 ; app ; {options=-c search_path=x, user=me} ; -
            postgresql://db/app?application_name=a&connect_timeout=3 ; db:5432 ; app ; {ApplicationName=a, connectTimeout=3, user=me} ; -
            postgresql://a,b/app?target_session_attrs=read-write&load_balance_hosts=random ; a:5432,b:5432 ; app ; {loadBalanceHosts=true, targetServerType=primary, user=me} ; -
            postgresql://db/app?hostaddr=10.0.0.1           ; 10.0.0.1:5432 ; app ; {user=me} ; -
            jdbc:postgresql://db:5433/app?user=u&password=p%2Bq ; db:5433 ; app ; {user=u} ; p+q
            jdbc:postgresql://a:1,b:2/app                   ; a:1,b:2 ; app ; {user=me} ; -
            jdbc:postgresql:app                             ; localhost:5432 ; app ; {user=me} ; -
            jdbc:postgresql://[::1]/app?currentSchema=x     ; [::1]:5432 ; app ; {currentSchema=x, user=me} ; -
            host=db port=5433 dbname='my app' user=u password=it\\'s ; db:5433 ; my app ; {user=u} ; it's
            dbname = app                                    ; localhost:5432 ; app ; {user=me} ; -
            """)
    void everySpellingMeansWhatLibpqOrTheDriverMakesOfIt(
            String url, String hosts, String database, String properties, String password) {
        DatabaseUrl.Server server = server(url);
        Map<String, String> others = new TreeMap<>(server.properties());
        assertThat(others.remove("password")).isEqualTo(password);
        assertThat(others).hasToString(properties);
        assertThat(server.hosts()).isEqualTo(hosts);
        assertThat(server.database()).isEqualTo(database);
    }

    @ParameterizedTest
    @CsvSource({"embedded,embedded", "embedded:16,embedded:16", "embedded:16/x,embedded:16/x", "embedded/x,embedded/x"})
    void theEmbeddedServerHasAMajorAndADatabase(String url, String redacted) {
        assertThat(read(url).redacted()).isEqualTo(redacted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "embedded:13",
                "embedded:",
                "embedded/a b",
                "embeded",
                "mysql://h/db",
                "my.server:5432/db",
                "postgresql://me:secret/db",
                "postgresql://h:0/db",
                "postgresql://h:99999/db",
                "postgresql://u:p@ss@h/db",
                "postgresql://u:pa/ss@h/db",
                "postgresql://u:1/ss@h/db",
                "postgresql://u:%zz@h/db",
                "postgresql://h/d%00b",
                "postgresql://h/%ff",
                "postgresql://[::1/db",
                "postgresql://[::1]x/db",
                "postgresql://a:1,b:2,c/db?port=1,2",
                "postgresql://h/db?sslmod=require",
                "postgresql://h/db?sslmode=requre",
                "postgresql://h/db?connect_timeout=soon",
                "postgresql://h/db?requirepeer=postgres",
                "postgresql://h/db?password=my&secret",
                "postgresql://%40abstract/db",
                "postgresql://h%20x/db",
                "postgresql://,%2Ftmp/db",
                "jdbc:postgresql://u:p@h/db",
                "jdbc:postgresql://h/db?sslmod=require",
                "jdbc:postgresql://h/db?user=%zz",
                "host=h dbname",
                "host=h dbname='x",
                "host=h dbnam=x",
            })
    void whatMakesNoSenseIsRefused(String url) {
        assertThat(new DatabaseUrlReader(surroundings()).read(url, findings::add))
                .isEmpty();
        assertThat(findings).isNotEmpty().allMatch(Problem::isError);
    }

    @Test
    void aMisspeltParameterFindsTheRightOne() {
        new DatabaseUrlReader(surroundings()).read("postgresql://h/db?sslmod=require", findings::add);
        assertThat(findings.get(0).text()).contains("\"sslmod\"", "Did you mean \"sslmode\"?");
    }

    @Test
    void aParameterWithoutEffectIsANote() {
        assertThat(server("postgresql://h/db?keepalives_idle=3").properties()).doesNotContainKey("keepalives_idle");
        assertThat(findings).extracting(Problem::code).containsExactly(ProblemCode.CONFIG_NO_EFFECT);
    }

    @Test
    void variablesFillWhatTheUrlLeavesOpen() {
        variables.putAll(
                Map.of("PGHOST", "db", "PGPORT", "5433", "PGUSER", "ann", "PGPASSWORD", "pw", "PGSSLMODE", "require"));
        variables.put("PGDATABASE", "app");
        DatabaseUrl.Server open = server("postgresql://");
        assertThat(open.redacted()).isEqualTo("postgresql://ann@db:5433/app");
        assertThat(open.properties()).containsEntry("password", "pw").containsEntry("sslmode", "require");
        assertThat(server("postgresql://bob@other:1/x?sslmode=disable").properties())
                .containsEntry("user", "bob")
                .containsEntry("sslmode", "disable");
        assertThat(server("jdbc:postgresql:///").redacted()).isEqualTo("postgresql://ann@db:5433/app");
    }

    @Test
    void aServiceStandsBetweenUrlAndVariables() throws IOException {
        Files.writeString(
                home.resolve(".pg_service.conf"),
                "# mine\n[other]\nhost=no\n\n[shop]\nhost=db\nport=5433\nuser=ann\npassword=pw\nsslmode=require\n");
        variables.putAll(Map.of("PGUSER", "bob", "PGHOST", "wrong"));
        assertThat(server("postgresql:///app?service=shop").redacted()).isEqualTo("postgresql://ann@db:5433/app");
        assertThat(server("postgresql://x/app?service=shop").redacted()).isEqualTo("postgresql://ann@x:5433/app");
        variables.put("PGSERVICE", "shop");
        assertThat(server("dbname=app").properties()).containsEntry("password", "pw");
    }

    @Test
    void anUnknownServiceNamesThoseThatExist() throws IOException {
        Files.writeString(home.resolve("mine.conf"), "[shop]\nhost=db\n");
        variables.put("PGSERVICEFILE", home.resolve("mine.conf").toString());
        new DatabaseUrlReader(surroundings()).read("postgresql:///?service=shpo", findings::add);
        assertThat(findings.get(0).text()).contains("\"shpo\"", "services there: shop", "Did you mean \"shop\"?");
    }

    @Test
    void aMistakeInAServiceIsShownAtItsLine() throws IOException {
        Files.writeString(home.resolve(".pg_service.conf"), "[shop]\nhost=db\nprot=1\n");
        new DatabaseUrlReader(surroundings()).read("service=shop", findings::add);
        assertThat(findings.get(0).text()).contains(".pg_service.conf:3", "Did you mean \"port\"?");
    }

    @Test
    void thePasswordFileGivesTheFirstPasswordThatFits() throws IOException {
        passwordFile("rw-------", """
                # a comment
                db:5432:other:ann:no
                db:*:app:ann:p\\:w\\\\
                *:*:*:*:last
                """);
        assertThat(server("postgresql://ann@db/app").properties()).containsEntry("password", "p:w\\");
        assertThat(server("postgresql://bob@x/app").properties()).containsEntry("password", "last");
        assertThat(server("postgresql://bob:own@x/app").properties()).containsEntry("password", "own");
        assertThat(findings).isEmpty();
    }

    @Test
    void aPasswordFileThatOthersMayReadIsIgnored() throws IOException {
        passwordFile("rw-r-----", "*:*:*:*:open");
        assertThat(server("postgresql://db/app").properties()).containsEntry("password", "");
        assertThat(findings).extracting(Problem::code).containsExactly(ProblemCode.CONFIG_PASSWORD_FILE);
        assertThat(findings.get(0).text()).doesNotContain("open ").contains("chmod 0600");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql:///app?host=/run/pg",
                "postgresql://%2Frun%2Fpg/app",
                "host=/run/pg dbname=app",
            })
    void aHostThatIsAFolderIsAUnixSocket(String url) {
        DatabaseUrl.Server server = server(url);
        assertThat(server.hosts()).isEqualTo("localhost:5432");
        assertThat(server.properties())
                .containsEntry("socketFactory", UnixSocketFactory.class.getName())
                .containsEntry("socketFactoryArg", "/run/pg/.s.PGSQL.5432")
                .containsEntry("sslmode", "disable");
        assertThat(server.isLoopback()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"PGPORT,x", "PGSSLMODE,requre", "PGCONNECT_TIMEOUT,soon"})
    void aWrongVariableIsNamed(String variable, String value) {
        variables.put(variable, value);
        assertThat(new DatabaseUrlReader(surroundings()).read("postgresql://h/db", findings::add))
                .satisfies(any -> assertThat(findings).hasSize(1));
        assertThat(findings.get(0).text()).contains(variable);
    }

    @Test
    void withoutAHostTheUsualSocketIsTakenIfItIsThere() throws IOException {
        socketFolders = List.of(home.resolve("no"), home);
        Files.createFile(home.resolve(".s.PGSQL.5432"));
        assertThat(server("postgresql:///app").properties())
                .containsEntry("socketFactoryArg", home.resolve(".s.PGSQL.5432").toString());
        assertThat(server("postgresql://localhost/app").properties()).doesNotContainKey("socketFactoryArg");
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://localhost/a,true",
        "postgresql://127.0.0.1/a,true",
        "postgresql://127.3.2.1/a,true",
        "postgresql://[::1]/a,true",
        "jdbc:postgresql:a,true",
        "embedded,true",
        "postgresql://localhost.example.org/a,false",
        "postgresql://127.example.org/a,false",
        "'postgresql://localhost,db/a',false",
        "postgresql://10.0.0.1/a,false",
    })
    void loopbackIsThisMachineOnly(String url, boolean loopback) {
        assertThat(read(url).isLoopback()).isEqualTo(loopback);
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://u:p@DB.example.org/a,jdbc:postgresql://db.example.org.:5432/a?user=x,true",
        "postgresql://localhost/a,postgresql://127.0.0.1:5432/a,true",
        "'postgresql://a,b/x','postgresql://b/x',true",
        "embedded,embedded,true",
        "embedded,postgresql://localhost/a,false",
        "postgresql://h/a,postgresql://h/b,false",
        "postgresql://h:1/a,postgresql://h:2/a,false",
    })
    void theSameDatabaseIsRecognisedInAnySpelling(String one, String other, boolean same) {
        assertThat(read(one).isSameDatabaseAs(read(other))).isEqualTo(same);
    }

    private void passwordFile(String permissions, String text) throws IOException {
        Path file = home.resolve(".pgpass");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private Surroundings surroundings() {
        return new Surroundings(variables, "me", home, socketFolders);
    }

    private DatabaseUrl read(String url) {
        return new DatabaseUrlReader(surroundings())
                .read(url, findings::add)
                .orElseThrow(() -> new AssertionError(url + " is refused: " + findings));
    }

    private DatabaseUrl.Server server(String url) {
        return (DatabaseUrl.Server) read(url);
    }
}
