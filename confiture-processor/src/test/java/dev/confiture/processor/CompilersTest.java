package dev.confiture.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compilers and companions that are not plain javac. */
class CompilersTest {

    private static final String MIGRATION = """
            package db;
            import dev.confiture.migration.*;
            @Migration(version = "1", name = "a", irreversible = "test")
            public class A implements JavaMigration {
                @Override public void up(MigrationContext db) throws Exception { db.execute(Generated.SQL); }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void bodiesMayUseClassesThatAnotherProcessorGenerates() throws IOException {
        Workspace workspace = new Workspace(folder).write("db/A.java", MIGRATION);

        Workspace.Result result = workspace.compile(List.of(new MigrationProcessor(), new Generator("select (")));

        assertThat(result.text())
                .startsWith("ERROR db/A.java:5:90 [sql.unterminated] The SQL ends inside parentheses.");
        Workspace correct = new Workspace(folder.resolve("correct")).write("db/A.java", MIGRATION);
        assertThat(correct.compile(List.of(new MigrationProcessor(), new Generator("select 1")))
                        .text())
                .isEmpty();
        assertThat(correct.entries().get(0).up().unknownCalls()).isEqualTo(1);
    }

    @Test
    void typeErrorsInBodiesAreAllReportedByTheCompilerItself() throws IOException {
        Workspace workspace =
                new Workspace(folder).write("db/A.java", MIGRATION.replace("Generated.SQL", "none(), 1, x"));

        assertThat(workspace.compile().text().lines().filter(line -> line.startsWith("ERROR")))
                .hasSize(2);
    }

    @Test
    void aCompilerThatShowsNoSourceGivesAnIndexWithoutDigestsAndANote() throws IOException {
        Workspace workspace = new Workspace(folder).write("db/A.java", MIGRATION.replace("Generated.SQL", "\"x\""));

        Workspace.Result result =
                workspace.compile(List.of(new Hiding(new MigrationProcessor(), (environment, method) -> environment)));

        assertThat(result.assertSuccess().text()).startsWith("NOTE db/A.java:4:8 [index.unknown-digest]");
        assertThat(workspace.indexText()).isEqualTo("""
                confiture-index 1
                migration 1 a
                  class db.A
                  form java
                  source 0 db/A.java
                  irreversible test
                  up-unknown 1
                end
                """);
    }

    @Test
    void ourOwnDefectIsOneErrorThatSaysSo() throws IOException {
        Workspace workspace = new Workspace(folder).write("db/A.java", MIGRATION.replace("Generated.SQL", "\"x\""));

        Workspace.Result result =
                workspace.compile(List.of(new Hiding(new MigrationProcessor(), (environment, method) -> {
                    if (method.equals("getFiler")) {
                        throw new IllegalStateException("broken on purpose");
                    }
                    return environment;
                })));

        assertThat(result.diagnostics()).hasSize(1);
        assertThat(result.text())
                .startsWith("ERROR - [internal.error] The annotation processor of Confiture failed.")
                .contains("this is a defect of confiture-processor, not of your code", "broken on purpose");
    }

    /** Writes a class with a constant in the first round. */
    private static final class Generator extends AbstractProcessor {

        private final String sql;
        private boolean done;

        Generator(String sql) {
            this.sql = sql;
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return Set.of("*");
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (!done) {
                done = true;
                try (Writer file = processingEnv
                        .getFiler()
                        .createSourceFile("db.Generated")
                        .openWriter()) {
                    file.write("package db; class Generated { static final String SQL = \"" + sql + "\"; }");
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
            return false;
        }
    }

    /** Hands an environment over that nothing leads out of. */
    private static final class Hiding extends AbstractProcessor {

        private final AbstractProcessor inside;
        private final BiFunction<ProcessingEnvironment, String, ProcessingEnvironment> intercept;

        Hiding(AbstractProcessor inside, BiFunction<ProcessingEnvironment, String, ProcessingEnvironment> intercept) {
            this.inside = inside;
            this.intercept = intercept;
        }

        @Override
        public synchronized void init(ProcessingEnvironment environment) {
            super.init(environment);
            Supplier<ProcessingEnvironment> hidden = () -> environment;
            inside.init((ProcessingEnvironment) Proxy.newProxyInstance(
                    CompilersTest.class.getClassLoader(),
                    new Class<?>[] {ProcessingEnvironment.class},
                    (proxy, method, arguments) -> {
                        try {
                            return method.invoke(intercept.apply(hidden.get(), method.getName()), arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }));
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return inside.getSupportedAnnotationTypes();
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return inside.getSupportedSourceVersion();
        }

        @Override
        @SuppressWarnings("DoNotClaimAnnotations") // as the hidden one says
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            return inside.process(annotations, round);
        }
    }
}
