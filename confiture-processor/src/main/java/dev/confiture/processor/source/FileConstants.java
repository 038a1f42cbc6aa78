package dev.confiture.processor.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.Name;

/**
 * The constants that one method can name, as far as its own file declares them. In doubt a name is not known: a name
 * that the method declares more than once, that a superclass may declare, or one whose type is none of String, int, long.
 */
final class FileConstants implements Constants.Names {

    private static final Set<String> OUR_INTERFACES = Set.of("JavaMigration", "ReversibleMigration");
    private static final Set<String> NUMBERS = Set.of("int", "long");

    private final Constants constants;
    private final List<ClassTree> enclosing;
    private final List<ClassTree> classesOfFile;
    private final List<VariableTree> variablesOfMethod;
    private final Set<VariableTree> underway = new HashSet<>();

    /**
     * @param enclosing the classes around the method, innermost first
     * @param classesOfFile all classes of the file, nested ones too
     * @param variablesOfMethod all that the method declares, in blocks and lambdas too
     */
    FileConstants(
            Constants constants,
            List<ClassTree> enclosing,
            List<ClassTree> classesOfFile,
            List<VariableTree> variablesOfMethod) {
        this.constants = constants;
        this.enclosing = enclosing;
        this.classesOfFile = classesOfFile;
        this.variablesOfMethod = variablesOfMethod;
    }

    @Override
    public Optional<Constant> value(ExpressionTree name) {
        Optional<VariableTree> declaration = name instanceof IdentifierTree simple
                ? declarationOf(simple.getName())
                : qualified((MemberSelectTree) name);
        return declaration.isPresent() ? constant(declaration.get()) : Optional.empty();
    }

    private Optional<VariableTree> declarationOf(Name name) {
        List<VariableTree> inMethod = named(variablesOfMethod, name);
        if (!inMethod.isEmpty()) {
            // Which one is meant outside the variable's block is not worth finding out.
            boolean unique = inMethod.size() == 1
                    && classesOfFile.stream()
                            .allMatch(type -> named(type.getMembers(), name).isEmpty());
            return unique && isFinal(inMethod.get(0)) ? Optional.of(inMethod.get(0)) : Optional.empty();
        }
        for (ClassTree around : enclosing) {
            List<VariableTree> fields = named(around.getMembers(), name);
            if (!fields.isEmpty()) {
                return isConstantField(fields.get(0), around) ? Optional.of(fields.get(0)) : Optional.empty();
            }
            if (mayInherit(around)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** {@code Tables.USERS}, where one class of this file has that name. */
    private Optional<VariableTree> qualified(MemberSelectTree name) {
        if (!(name.getExpression() instanceof IdentifierTree owner)
                || !named(variablesOfMethod, owner.getName()).isEmpty()) {
            return Optional.empty();
        }
        List<ClassTree> owners = classesOfFile.stream()
                .filter(type -> type.getSimpleName().equals(owner.getName()))
                .toList();
        if (owners.size() != 1) {
            return Optional.empty();
        }
        return named(owners.get(0).getMembers(), name.getIdentifier()).stream()
                .filter(field -> isConstantField(field, owners.get(0)))
                .findFirst();
    }

    private Optional<Constant> constant(VariableTree variable) {
        boolean hasTypeAndValue = variable.getType() != null && variable.getInitializer() != null;
        if (!hasTypeAndValue || !underway.add(variable)) {
            return Optional.empty();
        }
        String type = TypeNames.simple(variable.getType());
        try {
            Optional<Constant> value = constants.value(variable.getInitializer(), this);
            boolean fits =
                    value.isPresent() && (value.get().isString() ? type.equals("String") : isNumber(type, value.get()));
            return fits ? value : Optional.empty();
        } finally {
            underway.remove(variable);
        }
    }

    /** A character would become another text as a number, so only digits count. */
    private static boolean isNumber(String type, Constant value) {
        String text = value.text().text();
        return NUMBERS.contains(type) && !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isConstantField(VariableTree field, ClassTree owner) {
        return isFinal(field) || owner.getKind() == Tree.Kind.INTERFACE || owner.getKind() == Tree.Kind.ANNOTATION_TYPE;
    }

    private static boolean isFinal(VariableTree variable) {
        return variable.getModifiers().getFlags().contains(Modifier.FINAL);
    }

    private static boolean mayInherit(ClassTree type) {
        if (type.getExtendsClause() != null) {
            return true;
        }
        for (Tree face : type.getImplementsClause()) {
            if (!OUR_INTERFACES.contains(TypeNames.simple(face))) {
                return true;
            }
        }
        return false;
    }

    private static List<VariableTree> named(List<? extends Tree> declarations, Name name) {
        List<VariableTree> found = new ArrayList<>();
        for (Tree declaration : declarations) {
            if (declaration instanceof VariableTree variable
                    && variable.getName().equals(name)) {
                found.add(variable);
            }
        }
        return found;
    }
}
