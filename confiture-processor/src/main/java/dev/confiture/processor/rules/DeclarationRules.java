package dev.confiture.processor.rules;

import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** The rules that one declaration alone can break. */
public final class DeclarationRules {

    private static final int MAX_NAME_LENGTH = 100;

    private final Reporter reporter;

    public DeclarationRules(Reporter reporter) {
        this.reporter = reporter;
    }

    public void check(Declaration declaration) {
        checkVersion(declaration);
        checkName(declaration);
        checkClass(declaration);
        checkConstructor(declaration);
        if (compiles(declaration.type())) {
            checkForm(declaration);
        }
        checkLockTimeout(declaration);
        checkEnvironments(declaration);
    }

    /** SQL on a class that is no migration. */
    public void checkStray(TypeElement type) {
        for (String name : List.of(Declaration.UP, Declaration.DOWN)) {
            AnnotationMembers.on(type, name)
                    .ifPresent(annotation -> reporter.report(
                            type,
                            annotation,
                            Problem.error(
                                    ProblemCode.MIGRATION_NOT_DECLARED,
                                    type.getSimpleName() + " has SQL but is no migration.",
                                    "@Up and @Down mean nothing without @Migration",
                                    "add @Migration(version = \"…\", name = \"…\")")));
        }
    }

    private void checkVersion(Declaration declaration) {
        Optional<AnnotationValue> value = declaration.migration().value("version");
        if (value.isPresent() && declaration.version().isEmpty()) {
            reporter.report(
                    declaration.type(),
                    declaration.migration(),
                    value.get(),
                    Problem.error(
                            ProblemCode.MIGRATION_MALFORMED_VERSION,
                            "\"" + value.get().getValue() + "\" is not a version.",
                            "a version is groups of digits joined by . or _, at most 100 characters",
                            "write for example 20261120101500, 1.2 or 001"));
        }
    }

    private void checkName(Declaration declaration) {
        Optional<AnnotationValue> value = declaration.migration().value("name");
        String name = declaration.migration().text("name").orElse("");
        if (value.isPresent() && !isName(name)) {
            reporter.report(
                    declaration.type(),
                    declaration.migration(),
                    value.get(),
                    Problem.error(
                            ProblemCode.MIGRATION_MALFORMED_NAME,
                            "\"" + name + "\" is not a migration's name.",
                            "a name is lower-case letters, digits and _, starts with a letter, at most 100 characters",
                            "write for example add_user_bio"));
        }
    }

    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isLetter = c >= 'a' && c <= 'z';
            boolean isOther = c == '_' || (c >= '0' && c <= '9');
            if (!isLetter && (i == 0 || !isOther)) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= MAX_NAME_LENGTH;
    }

    private void checkClass(Declaration declaration) {
        TypeElement type = declaration.type();
        Set<Modifier> modifiers = type.getModifiers();
        boolean isClass = type.getKind() == ElementKind.CLASS || type.getKind() == ElementKind.RECORD;
        if (!isClass) {
            unusable(type, "it is not a class", "make it a public class");
            return;
        }
        if (modifiers.contains(Modifier.ABSTRACT)) {
            unusable(type, "it is abstract", "remove abstract, or move @Migration to the classes that extend it");
        }
        if (!modifiers.contains(Modifier.PUBLIC)) {
            unusable(type, "it is not public", "make it public");
        }
        if (type.getNestingKind().isNested() && !modifiers.contains(Modifier.STATIC)) {
            unusable(type, "it is an inner class, which needs an object around it", "make it static or top-level");
        }
    }

    private void unusable(TypeElement type, String why, String fix) {
        reporter.report(
                type,
                Problem.error(
                        ProblemCode.MIGRATION_UNUSABLE_CLASS,
                        type.getSimpleName() + " cannot be a migration.",
                        why,
                        fix));
    }

    private void checkConstructor(Declaration declaration) {
        TypeElement type = declaration.type();
        boolean usable = false;
        for (ExecutableElement constructor : ElementFilter.constructorsIn(type.getEnclosedElements())) {
            usable |= constructor.getParameters().isEmpty()
                    && (constructor.getModifiers().contains(Modifier.PUBLIC)
                            // The one that javac adds is as visible as the class, and that has its own rule.
                            || isImplicit(type));
        }
        boolean hasAny = type.getKind() == ElementKind.CLASS || type.getKind() == ElementKind.RECORD;
        if (hasAny && !usable) {
            reporter.report(
                    type,
                    Problem.error(
                            ProblemCode.MIGRATION_NO_CONSTRUCTOR,
                            type.getSimpleName() + " cannot be created.",
                            "it has no public constructor without parameters",
                            "add one, or remove the constructors"));
        }
    }

    private static boolean isImplicit(TypeElement type) {
        return !type.getModifiers().contains(Modifier.PUBLIC)
                && ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                        .allMatch(constructor -> !constructor.getModifiers().contains(Modifier.PRIVATE)
                                && constructor.getParameters().isEmpty());
    }

    private void checkForm(Declaration declaration) {
        TypeElement type = declaration.type();
        Optional<AnnotationMembers> sql = declaration.up().isPresent() ? declaration.up() : declaration.down();
        if (declaration.isJava() && sql.isPresent()) {
            reporter.report(
                    type,
                    sql.get(),
                    Problem.error(
                            ProblemCode.MIGRATION_TWO_FORMS,
                            type.getSimpleName() + " is written in two forms.",
                            "it implements JavaMigration and carries @Up or @Down: which one runs?",
                            "keep one of them"));
            return;
        }
        if (!declaration.isJava() && declaration.up().isEmpty()) {
            reportNoUp(declaration);
            return;
        }
        checkWayBack(declaration);
    }

    private void reportNoUp(Declaration declaration) {
        TypeElement type = declaration.type();
        Problem problem = Problem.error(
                ProblemCode.MIGRATION_NO_UP,
                type.getSimpleName() + " has no way forward.",
                declaration.down().isPresent()
                        ? "it carries @Down without @Up"
                        : "it implements neither ReversibleMigration nor JavaMigration, and carries no @Up",
                "implement ReversibleMigration, or add @Up and @Down");
        if (declaration.down().isPresent()) {
            reporter.report(type, declaration.down().get(), problem);
        } else {
            reporter.report(type, problem);
        }
    }

    private void checkWayBack(Declaration declaration) {
        TypeElement type = declaration.type();
        if (declaration.hasWayBack() && declaration.irreversible().isPresent()) {
            reporter.report(
                    type,
                    declaration.migration(),
                    "irreversible",
                    Problem.error(
                            ProblemCode.MIGRATION_REASON_WITH_DOWN,
                            type.getSimpleName() + " has a way back and a reason why there is none.",
                            "",
                            "remove the reason, or the way back"));
        } else if (!declaration.hasWayBack() && declaration.irreversible().isEmpty()) {
            Problem problem = Problem.error(
                    ProblemCode.MIGRATION_NO_WAY_BACK,
                    type.getSimpleName() + " has no way back.",
                    declaration.isJava()
                            ? "it implements JavaMigration, not ReversibleMigration, and gives no reason"
                            : "it carries @Up without @Down, and gives no reason",
                    (declaration.isJava() ? "implement ReversibleMigration" : "add @Down")
                            + ", or say why there is none: @Migration(…, irreversible = \"drops the data of 2019\")");
            if (declaration.migration().value("irreversible").isPresent()) {
                reporter.report(type, declaration.migration(), "irreversible", problem);
            } else if (declaration.up().isPresent()) {
                reporter.report(type, declaration.up().get(), problem);
            } else {
                reporter.report(type, problem);
            }
        }
    }

    private void checkLockTimeout(Declaration declaration) {
        String text = declaration.migration().text("lockTimeout").orElse("");
        if (!text.isEmpty() && Declaration.duration(text).isEmpty()) {
            reporter.report(
                    declaration.type(),
                    declaration.migration(),
                    "lockTimeout",
                    Problem.error(
                            ProblemCode.MIGRATION_MALFORMED_LOCK_TIMEOUT,
                            "\"" + text + "\" is not a lock timeout.",
                            "it is a whole number and ms, s or min, from 1ms to 24 h (1440min)",
                            "write for example 500ms, 5s or 2min"));
        }
    }

    private void checkEnvironments(Declaration declaration) {
        for (AnnotationValue environment : declaration.migration().elements("environments")) {
            if (environment.getValue().toString().isBlank()) {
                reporter.report(
                        declaration.type(),
                        declaration.migration(),
                        environment,
                        Problem.error(
                                ProblemCode.MIGRATION_BLANK_ENVIRONMENT,
                                "An environment without a name matches none.",
                                "",
                                "name an environment of confiture.yaml, or remove the element"));
            }
        }
    }

    /** Whether everything that the class extends and implements is there; javac reports what is not. */
    private static boolean compiles(TypeElement type) {
        for (TypeMirror face : type.getInterfaces()) {
            if (face.getKind() == TypeKind.ERROR) {
                return false;
            }
        }
        return superclasses(type.getSuperclass());
    }

    private static boolean superclasses(TypeMirror superclass) {
        return superclass.getKind() == TypeKind.NONE
                || (superclass.getKind() == TypeKind.DECLARED
                        && compiles((TypeElement) ((DeclaredType) superclass).asElement()));
    }
}
