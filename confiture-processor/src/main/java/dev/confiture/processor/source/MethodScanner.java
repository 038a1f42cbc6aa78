package dev.confiture.processor.source;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Name;

/**
 * Finds the calls on a method's context parameter. Every other use of the parameter (handed on, assigned, captured as a
 * method reference) counts as a call that is not known.
 */
final class MethodScanner extends TreeScanner<Void, Void> {

    /** A call on the context; {@code argument} is empty if there are several, or none. */
    private record Call(MemberSelectTree select, Optional<ExpressionTree> argument, boolean conditional) {}

    private final Name context;
    /** All that the method declares: a name can only be told once they are known. */
    private final List<VariableTree> variables = new ArrayList<>();

    private final List<Call> calls = new ArrayList<>();
    private int otherUses;
    private int conditions;
    private int otherBodies;
    private boolean mayHaveReturned;

    private MethodScanner(MethodTree method) {
        this.context = method.getParameters().get(0).getName();
        this.variables.addAll(method.getParameters());
    }

    /**
     * @param enclosing the classes around the method, innermost first
     */
    static MethodSql scan(SourceUnit unit, MethodTree method, List<ClassTree> enclosing) {
        MethodScanner scanner = new MethodScanner(method);
        scanner.scan(method.getBody(), null);
        return scanner.sql(unit, new FileConstants(unit.constants(), enclosing, unit.classes(), scanner.variables));
    }

    private MethodSql sql(SourceUnit unit, Constants.Names names) {
        List<SqlCall> executed = new ArrayList<>();
        List<SqlCall> scripts = new ArrayList<>();
        int unknownCalls = otherUses;
        for (Call call : calls) {
            Optional<SqlCall> known = constant(call, unit, names);
            Name method = call.select().getIdentifier();
            if (known.isPresent() && method.contentEquals("execute")) {
                executed.add(known.get());
            } else {
                unknownCalls++;
                if (known.isPresent() && method.contentEquals("script")) {
                    scripts.add(known.get());
                }
            }
        }
        return new MethodSql(executed, scripts, unknownCalls);
    }

    private static Optional<SqlCall> constant(Call call, SourceUnit unit, Constants.Names names) {
        if (call.argument().isEmpty()) {
            return Optional.empty();
        }
        ExpressionTree argument = call.argument().get();
        Optional<Constant> value = unit.constants().value(argument, names);
        return value.isPresent() && value.get().isString()
                ? Optional.of(
                        new SqlCall(argument, value.get().text(), unit.lineOfName(call.select()), call.conditional()))
                : Optional.empty();
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
        if (!(call.getMethodSelect() instanceof MemberSelectTree select) || !isContext(select.getExpression())) {
            return super.visitMethodInvocation(call, null);
        }
        List<? extends ExpressionTree> arguments = call.getArguments();
        scan(arguments, null);
        // A note is shown, never sent.
        if (!select.getIdentifier().contentEquals("note")) {
            calls.add(new Call(
                    select,
                    arguments.size() == 1 ? Optional.of(arguments.get(0)) : Optional.empty(),
                    conditions > 0 || mayHaveReturned));
        }
        return null;
    }

    @Override
    public Void visitVariable(VariableTree variable, Void nothing) {
        variables.add(variable);
        return super.visitVariable(variable, null);
    }

    private boolean isContext(ExpressionTree expression) {
        return expression instanceof IdentifierTree name && name.getName().equals(context);
    }

    @Override
    public Void visitIdentifier(IdentifierTree name, Void nothing) {
        if (isContext(name)) {
            otherUses++;
        }
        return null;
    }

    @Override
    public Void visitReturn(ReturnTree tree, Void nothing) {
        super.visitReturn(tree, null);
        mayHaveReturned |= otherBodies == 0;
        return null;
    }

    @Override
    public Void visitIf(IfTree tree, Void nothing) {
        scan(tree.getCondition(), null);
        conditional(tree.getThenStatement());
        return conditional(tree.getElseStatement());
    }

    @Override
    public Void visitConditionalExpression(ConditionalExpressionTree tree, Void nothing) {
        scan(tree.getCondition(), null);
        conditional(tree.getTrueExpression());
        return conditional(tree.getFalseExpression());
    }

    @Override
    public Void visitBinary(BinaryTree tree, Void nothing) {
        scan(tree.getLeftOperand(), null);
        boolean shortCircuit =
                tree.getKind() == Tree.Kind.CONDITIONAL_AND || tree.getKind() == Tree.Kind.CONDITIONAL_OR;
        return shortCircuit ? conditional(tree.getRightOperand()) : scan(tree.getRightOperand(), null);
    }

    @Override
    public Void visitForLoop(ForLoopTree tree, Void nothing) {
        scan(tree.getInitializer(), null);
        conditions++;
        scan(tree.getCondition(), null);
        scan(tree.getStatement(), null);
        scan(tree.getUpdate(), null);
        conditions--;
        return null;
    }

    @Override
    public Void visitEnhancedForLoop(EnhancedForLoopTree tree, Void nothing) {
        variables.add(tree.getVariable());
        scan(tree.getExpression(), null);
        return conditional(tree.getStatement());
    }

    @Override
    public Void visitWhileLoop(WhileLoopTree tree, Void nothing) {
        conditional(tree.getCondition());
        return conditional(tree.getStatement());
    }

    @Override
    public Void visitDoWhileLoop(DoWhileLoopTree tree, Void nothing) {
        conditional(tree.getStatement());
        return conditional(tree.getCondition());
    }

    @Override
    public Void visitLabeledStatement(LabeledStatementTree tree, Void nothing) {
        return conditional(tree.getStatement());
    }

    @Override
    public Void visitCase(CaseTree tree, Void nothing) {
        conditions++;
        super.visitCase(tree, null);
        conditions--;
        return null;
    }

    @Override
    public Void visitTry(TryTree tree, Void nothing) {
        scan(tree.getResources(), null);
        if (tree.getCatches().isEmpty()) {
            scan(tree.getBlock(), null);
        } else {
            // What fails in here may be caught, and the migration goes on without it.
            conditional(tree.getBlock());
        }
        scan(tree.getCatches(), null);
        return scan(tree.getFinallyBlock(), null);
    }

    @Override
    public Void visitCatch(CatchTree tree, Void nothing) {
        variables.add(tree.getParameter());
        return conditional(tree.getBlock());
    }

    @Override
    public Void visitLambdaExpression(LambdaExpressionTree tree, Void nothing) {
        variables.addAll(tree.getParameters());
        return otherBody(tree.getBody());
    }

    @Override
    public Void visitClass(ClassTree tree, Void nothing) {
        tree.getMembers().forEach(this::otherBody);
        return null;
    }

    private Void otherBody(Tree body) {
        otherBodies++;
        conditional(body);
        otherBodies--;
        return null;
    }

    private Void conditional(Tree tree) {
        conditions++;
        scan(tree, null);
        conditions--;
        return null;
    }
}
