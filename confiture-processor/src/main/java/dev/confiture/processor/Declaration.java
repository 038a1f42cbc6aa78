package dev.confiture.processor;

import dev.confiture.index.MigrationForm;
import dev.confiture.index.MigrationVersion;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * A {@code @Migration} class as declared, right or wrong.
 *
 * @param className binary name
 * @param isJava whether it implements JavaMigration
 * @param hasDownMethod whether it implements ReversibleMigration
 */
record Declaration(
        TypeElement type,
        String className,
        AnnotationMembers migration,
        Optional<AnnotationMembers> up,
        Optional<AnnotationMembers> down,
        boolean isJava,
        boolean hasDownMethod) {

    static final String API = "dev.confiture.migration.";
    static final String MIGRATION = API + "Migration";
    static final String UP = API + "Up";
    static final String DOWN = API + "Down";

    private static final Pattern TIMEOUT = Pattern.compile("([0-9]{1,9})(ms|s|min)");
    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(24);

    /** Empty if the class does not carry @Migration. */
    static Optional<Declaration> of(TypeElement type, Elements elements, Types types) {
        return AnnotationMembers.on(type, MIGRATION)
                .map(migration -> new Declaration(
                        type,
                        elements.getBinaryName(type).toString(),
                        migration,
                        AnnotationMembers.on(type, UP),
                        AnnotationMembers.on(type, DOWN),
                        implementsApi(type, "JavaMigration", elements, types),
                        implementsApi(type, "ReversibleMigration", elements, types)));
    }

    private static boolean implementsApi(TypeElement type, String face, Elements elements, Types types) {
        TypeElement api = elements.getTypeElement(API + face);
        return api != null && types.isSubtype(type.asType(), api.asType());
    }

    /** Empty if it is left out or malformed. */
    Optional<MigrationVersion> version() {
        return migration.text("version").flatMap(MigrationVersion::parse);
    }

    boolean hasWayBack() {
        return hasDownMethod || down.isPresent();
    }

    /** The reason why there is no way back; a blank one is none. */
    Optional<String> irreversible() {
        return migration.text("irreversible").filter(reason -> !reason.isBlank());
    }

    /** Empty if it is left out, empty, or malformed. */
    Optional<Duration> lockTimeout() {
        return migration.text("lockTimeout").flatMap(Declaration::duration);
    }

    /** A whole number and ms, s or min, from 1 ms to 24 h. */
    static Optional<Duration> duration(String text) {
        Matcher parts = TIMEOUT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(parts.group(1));
        Duration limit = switch (parts.group(2).toLowerCase(Locale.ROOT)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
        return limit.isZero() || limit.compareTo(LONGEST_TIMEOUT) > 0 ? Optional.empty() : Optional.of(limit);
    }

    /** The values of dependsOn that are classes, in order. */
    List<AnnotationValue> dependencies() {
        return migration.elements("dependsOn").stream()
                .filter(value -> value.getValue() instanceof TypeMirror type && type.getKind() == TypeKind.DECLARED)
                .toList();
    }

    /** The class that a value of {@link #dependencies} names. */
    static TypeElement classOf(AnnotationValue dependency) {
        return (TypeElement) ((DeclaredType) dependency.getValue()).asElement();
    }

    MigrationForm form() {
        if (isJava) {
            return hasDownMethod ? MigrationForm.REVERSIBLE_JAVA : MigrationForm.JAVA;
        }
        return down.isPresent() ? MigrationForm.REVERSIBLE_DECLARATIVE : MigrationForm.DECLARATIVE;
    }
}
