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

    private final SourceUnit unit;
    private final Constants.Names names;
    private final Name context;
    private final List<SqlCall> executed = new ArrayList<>();
    private final List<SqlCall> scripts = new ArrayList<>();
    private int unknownCalls;
    private int conditions;
    private int otherBodies;
    private boolean mayHaveReturned;

    private MethodScanner(SourceUnit unit, Constants.Names names, Name context) {
        this.unit = unit;
        this.names = names;
        this.context = context;
    }

    static MethodSql scan(SourceUnit unit, MethodTree method, Constants.Names names) {
        MethodScanner scanner =
                new MethodScanner(unit, names, method.getParameters().get(0).getName());
        scanner.scan(method.getBody(), null);
        return new MethodSql(scanner.executed, scanner.scripts, scanner.unknownCalls);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
        if (!(call.getMethodSelect() instanceof MemberSelectTree select) || !isContext(select.getExpression())) {
            return super.visitMethodInvocation(call, null);
        }
        scan(call.getArguments(), null);
        String method = select.getIdentifier().toString();
        // A note is shown, never sent.
        if (!method.equals("note")) {
            Optional<SqlCall> known = call.getArguments().size() == 1
                    ? constant(select, call.getArguments().get(0))
                    : Optional.empty();
            if (method.equals("execute") && known.isPresent()) {
                executed.add(known.get());
            } else {
                unknownCalls++;
                known.filter(script -> method.equals("script")).ifPresent(scripts::add);
            }
        }
        return null;
    }

    private Optional<SqlCall> constant(MemberSelectTree select, ExpressionTree argument) {
        return unit.constants()
                .value(argument, names)
                .filter(Constant::isString)
                .map(value -> new SqlCall(
                        argument, value.text(), unit.lineOfName(select), conditions > 0 || mayHaveReturned));
    }

    private boolean isContext(ExpressionTree expression) {
        return expression instanceof IdentifierTree name && name.getName().equals(context);
    }

    @Override
    public Void visitIdentifier(IdentifierTree name, Void nothing) {
        if (isContext(name)) {
            unknownCalls++;
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
        return conditional(tree.getBlock());
    }

    @Override
    public Void visitLambdaExpression(LambdaExpressionTree tree, Void nothing) {
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
