package dev.confiture.processor.rules;

import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.processor.source.ClassSource.AnnotationText;
import dev.confiture.processor.source.MethodSql;
import dev.confiture.processor.source.SourceFacts;
import dev.confiture.processor.source.SqlCall;
import dev.confiture.processor.text.MappedText;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.util.Elements;

/** The rules about the SQL and the resources of one migration. */
public final class SourceRules {

    private final Reporter reporter;
    private final Optional<BodyChecks> bodies;
    private final Resources resources;
    private final Elements elements;

    /**
     * @param bodies learns which SQL is checked here
     */
    public SourceRules(Reporter reporter, Optional<BodyChecks> bodies, Resources resources, Elements elements) {
        this.reporter = reporter;
        this.bodies = bodies;
        this.resources = resources;
        this.elements = elements;
    }

    public void check(Declaration declaration, Optional<SourceFacts> facts) {
        if (declaration.up().isPresent()) {
            checkDeclared(declaration, declaration.up().get(), "Up", facts);
        }
        if (declaration.down().isPresent()) {
            checkDeclared(declaration, declaration.down().get(), "Down", facts);
        }
        if (facts.isPresent()) {
            checkCalled(declaration, facts.get().up(), facts.get());
            checkCalled(declaration, facts.get().down(), facts.get());
        }
    }

    private void checkDeclared(
            Declaration declaration, AnnotationMembers sql, String annotation, Optional<SourceFacts> facts) {
        List<AnnotationValue> values = sql.elements("value");
        List<AnnotationText> texts =
                facts.map(known -> known.source().textsOf(annotation)).orElse(List.of());
        for (int i = 0; i < values.size(); i++) {
            AnnotationValue value = values.get(i);
            Optional<AnnotationText> text =
                    texts.size() == values.size() ? Optional.of(texts.get(i)) : Optional.empty();
            checkText(declaration, value.getValue().toString(), text, facts)
                    .ifPresent(problem -> reporter.report(declaration.type(), sql, value, problem));
        }
        Optional<String> resource = Declaration.resourceOf(sql);
        boolean isEmpty = values.isEmpty() && resource.isEmpty();
        if (isEmpty && !sql.isErroneous("value") && !sql.isErroneous("resource")) {
            reporter.report(
                    declaration.type(),
                    sql,
                    Problem.error(
                            ProblemCode.MIGRATION_EMPTY_SQL,
                            "@" + annotation + " holds no SQL.",
                            "it has neither a value nor a resource",
                            "write the SQL: @" + annotation + "(\"…\")"));
        }
        resource.flatMap(name -> missing(name, declaration, facts))
                .ifPresent(problem -> reporter.report(declaration.type(), sql, "resource", problem));
    }

    private static Optional<Problem> checkText(
            Declaration declaration, String sql, Optional<AnnotationText> text, Optional<SourceFacts> facts) {
        SqlRules rules = SqlRules.of(Optional.of(declaration.migration()));
        Optional<MappedText> mapped =
                text.flatMap(AnnotationText::text).filter(known -> known.text().equals(sql));
        return mapped.isPresent() && facts.isPresent()
                ? rules.check(mapped.get(), facts.get().source().unit())
                : rules.check(sql);
    }

    private void checkCalled(Declaration declaration, MethodSql method, SourceFacts facts) {
        SqlRules rules = SqlRules.of(Optional.of(declaration.migration()));
        for (SqlCall call : method.executed()) {
            if (bodies.isPresent()) {
                bodies.get().markChecked(call.argument());
            }
            Optional<Problem> problem = rules.check(call.text(), facts.source().unit());
            if (problem.isPresent()) {
                report(call, facts, problem.get());
            }
        }
        for (SqlCall call : method.scripts()) {
            missing(call.text().text(), declaration, Optional.of(facts))
                    .ifPresent(problem -> report(call, facts, problem));
        }
    }

    private void report(SqlCall call, SourceFacts facts, Problem problem) {
        bodies.ifPresent(
                checks -> checks.report(call.argument(), facts.source().unit().tree(), problem));
    }

    private Optional<Problem> missing(String name, Declaration declaration, Optional<SourceFacts> facts) {
        Optional<URI> source =
                facts.map(known -> known.source().unit().tree().getSourceFile().toUri());
        return resources.check(Resources.resolve(name, elements.getPackageOf(declaration.type())), source);
    }
}
