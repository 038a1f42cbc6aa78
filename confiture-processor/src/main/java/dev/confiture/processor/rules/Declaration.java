package dev.confiture.processor.rules;

import dev.confiture.index.MigrationForm;
import dev.confiture.index.MigrationOptions;
import dev.confiture.index.MigrationVersion;
import java.time.Duration;
import java.util.ArrayList;
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
public record Declaration(
        TypeElement type,
        String className,
        AnnotationMembers migration,
        Optional<AnnotationMembers> up,
        Optional<AnnotationMembers> down,
        boolean isJava,
        boolean hasDownMethod) {

    static final String API = "dev.confiture.migration.";
    public static final String MIGRATION = API + "Migration";
    public static final String UP = API + "Up";
    public static final String DOWN = API + "Down";

    private static final Pattern TIMEOUT = Pattern.compile("([0-9]{1,9})(ms|s|min)");
    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(24);

    /** Reads declarations; looks the API's interfaces up only once. */
    public static final class Reader {

        private final Elements elements;
        private final Types types;
        private final Optional<TypeElement> javaMigration;
        private final Optional<TypeElement> reversibleMigration;

        public Reader(Elements elements, Types types) {
            this.elements = elements;
            this.types = types;
            this.javaMigration = Optional.ofNullable(elements.getTypeElement(API + "JavaMigration"));
            this.reversibleMigration = Optional.ofNullable(elements.getTypeElement(API + "ReversibleMigration"));
        }

        /** Empty if the class does not carry @Migration. */
        public Optional<Declaration> read(TypeElement type) {
            Optional<AnnotationMembers> migration = AnnotationMembers.on(type, MIGRATION);
            return migration.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Declaration(
                            type,
                            elements.getBinaryName(type).toString(),
                            migration.get(),
                            AnnotationMembers.on(type, UP),
                            AnnotationMembers.on(type, DOWN),
                            is(type, javaMigration),
                            is(type, reversibleMigration)));
        }

        private boolean is(TypeElement type, Optional<TypeElement> api) {
            return api.isPresent() && types.isSubtype(type.asType(), api.get().asType());
        }
    }

    /** Empty if it is left out or malformed. */
    public Optional<MigrationVersion> version() {
        Optional<String> text = migration.text("version");
        return text.isPresent() ? MigrationVersion.parse(text.get()) : Optional.empty();
    }

    boolean hasWayBack() {
        return hasDownMethod || down.isPresent();
    }

    /** The reason why there is no way back; a blank one is none. */
    public Optional<String> irreversible() {
        Optional<String> reason = migration.text("irreversible");
        return reason.isPresent() && !reason.get().isBlank() ? reason : Optional.empty();
    }

    /** Empty if it is left out, empty, or malformed. */
    public Optional<Duration> lockTimeout() {
        Optional<String> text = migration.text("lockTimeout");
        return text.isPresent() ? duration(text.get()) : Optional.empty();
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

    /** Whether running it twice is declared to be the same as running it once. */
    public boolean isRestartable() {
        return migration.text("onInterrupt").orElse("").equals("RESTART");
    }

    public boolean isTransactional() {
        return migration.flag("transactional", MigrationOptions.DEFAULTS.transactional());
    }

    /** The class-path name, as written, of the resource that {@code @Up} or {@code @Down} takes its SQL from. */
    public static Optional<String> resourceOf(AnnotationMembers sql) {
        Optional<String> name = sql.text("resource");
        return name.isPresent() && !name.get().isEmpty() ? name : Optional.empty();
    }

    /** The values of dependsOn that are classes, in order. */
    public List<AnnotationValue> dependencies() {
        List<AnnotationValue> classes = new ArrayList<>();
        for (AnnotationValue value : migration.elements("dependsOn")) {
            if (value.getValue() instanceof TypeMirror type && type.getKind() == TypeKind.DECLARED) {
                classes.add(value);
            }
        }
        return classes;
    }

    /** The class that a value of {@link #dependencies} names. */
    public static TypeElement classOf(AnnotationValue dependency) {
        return (TypeElement) ((DeclaredType) dependency.getValue()).asElement();
    }

    public MigrationForm form() {
        if (isJava) {
            return hasDownMethod ? MigrationForm.REVERSIBLE_JAVA : MigrationForm.JAVA;
        }
        return down.isPresent() ? MigrationForm.REVERSIBLE_DECLARATIVE : MigrationForm.DECLARATIVE;
    }
}
