package dev.confiture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.Socket;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the layers, rooms and arrows that CONTRIBUTING.md draws. */
class ArchitectureTest {

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.confiture")
            .that(DescribedPredicate.not(resideInAnyPackage("dev.confiture.migration..")));

    /** Bottom first; a package may use those of lower layers, and of its own layer only where ARROWS says so. */
    private static final List<List<String>> LAYERS = List.of(
            List.of("problem"),
            List.of("sql", "event", "index", "catalog"),
            List.of("config", "db"),
            List.of("embedded"),
            List.of("schema", "introspect"),
            List.of("history", "hazard"),
            List.of("diff"),
            List.of("plan"),
            List.of("ledger"),
            List.of("build", "runner"),
            List.of("source"),
            List.of("generate"),
            List.of(""));

    private static final List<String> PURE =
            List.of("problem", "sql", "event", "index", "catalog", "history", "hazard", "diff", "plan");

    @Test
    void theRuleSeesTheEngine() {
        assertThat(CORE.size()).isGreaterThan(10);
    }

    @Test
    void everyPackageHasAPlaceInTheLayers() {
        TreeSet<String> rooms = new TreeSet<>();
        CORE.forEach(type -> rooms.add(room(type)));
        assertThat(rooms).isSubsetOf(LAYERS.stream().flatMap(List::stream).toList());
    }

    @Test
    void arrowsNeverPointUpOrSideways() {
        for (int i = 0; i < LAYERS.size(); i++) {
            for (String room : LAYERS.get(i)) {
                String[] forbidden = LAYERS.subList(i, LAYERS.size()).stream()
                        .flatMap(List::stream)
                        .filter(other -> !other.equals(room))
                        .map(ArchitectureTest::packageOf)
                        .toArray(String[]::new);
                if (forbidden.length > 0) {
                    noClasses()
                            .that()
                            .resideInAPackage(packageOf(room))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(forbidden)
                            .allowEmptyShould(true)
                            .check(CORE);
                }
            }
        }
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.confiture.(**)").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void pureCodeTouchesNoDatabaseFileClockOrRandomness() {
        String[] pure = PURE.stream().map(ArchitectureTest::packageOf).toArray(String[]::new);
        noClasses()
                .that()
                .resideInAnyPackage(pure)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "java.nio.file..", "java.net..")
                .check(CORE);
        noClasses()
                .that()
                .resideInAnyPackage(pure)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Random.class, Clock.class, Instant.class, java.io.File.class)
                .check(CORE);
        noClasses()
                .that()
                .resideInAnyPackage(pure)
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .check(CORE);
    }

    @Test
    void onlyDbOpensConnections() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.confiture.db..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.postgresql.Driver")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.sql.DriverManager")
                .check(CORE);
    }

    @Test
    void theEngineKnowsNoMavenAndNoLogger() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.maven..", "org.slf4j..", "java.util.logging..")
                .check(CORE);
    }

    @Test
    void nobodyUsesTheFacade() {
        classes()
                .that()
                .haveFullyQualifiedName("dev.confiture.Confiture")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAPackage("dev.confiture")
                .allowEmptyShould(true)
                .check(CORE);
    }

    @Test
    void noSettersAndNoStaticState() {
        assertThat(CORE.stream()
                        .flatMap(type -> type.getFields().stream())
                        .filter(field ->
                                field.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.STATIC))
                        .filter(field ->
                                !field.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.FINAL))
                        .map(Object::toString))
                .isEmpty();
        assertThat(CORE.stream()
                        // A socket's setters are the JDK's: the driver calls them.
                        .filter(type -> !type.isAssignableTo(Socket.class))
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.getName().matches("set[A-Z].*"))
                        .map(Object::toString))
                .isEmpty();
    }

    private static String packageOf(String room) {
        return room.isEmpty() ? "dev.confiture" : "dev.confiture." + room + "..";
    }

    private static String room(JavaClass type) {
        String[] parts = type.getPackageName().split("\\.", -1);
        return Arrays.stream(parts).skip(2).limit(1).collect(Collectors.joining());
    }
}
