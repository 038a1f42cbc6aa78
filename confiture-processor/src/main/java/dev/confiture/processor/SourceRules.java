package dev.confiture.processor;

import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.processor.EntryBuilder.Facts;
import dev.confiture.processor.source.ClassSource.AnnotationText;
import dev.confiture.processor.source.Javac;
import dev.confiture.processor.source.MappedText;
import dev.confiture.processor.source.MethodSql;
import dev.confiture.processor.source.SqlCall;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.util.Elements;

/** The rules about the SQL and the resources of one migration. */
final class SourceRules {

    private final Reporter reporter;
    private final Optional<Javac> javac;
    private final Resources resources;
    private final Elements elements;
    private final Set<String> checkedSql;

    SourceRules(
            Reporter reporter, Optional<Javac> javac, Resources resources, Elements elements, Set<String> checkedSql) {
        this.reporter = reporter;
        this.javac = javac;
        this.resources = resources;
        this.elements = elements;
        this.checkedSql = checkedSql;
    }

    void check(Declaration declaration, Optional<Facts> facts) {
        declaration.up().ifPresent(sql -> checkDeclared(declaration, sql, "Up", facts));
        declaration.down().ifPresent(sql -> checkDeclared(declaration, sql, "Down", facts));
        facts.ifPresent(known -> {
            checkCalled(declaration, known.up(), known);
            checkCalled(declaration, known.down(), known);
        });
    }

    private void checkDeclared(
            Declaration declaration, AnnotationMembers sql, String annotation, Optional<Facts> facts) {
        List<AnnotationValue> values = sql.elements("value");
        List<AnnotationText> texts =
                facts.map(known -> known.source().textsOf(annotation)).orElse(List.of());
        for (int i = 0; i < values.size(); i++) {
            AnnotationValue value = values.get(i);
            Optional<AnnotationText> text =
                    texts.size() == values.size() ? Optional.of(texts.get(i)) : Optional.empty();
            checkText(value.getValue().toString(), text, facts)
                    .ifPresent(problem -> reporter.report(declaration.type(), sql, value, problem));
        }
        Optional<String> resource = EntryBuilder.resource(sql);
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

    private static Optional<Problem> checkText(String sql, Optional<AnnotationText> text, Optional<Facts> facts) {
        Optional<MappedText> mapped =
                text.flatMap(AnnotationText::text).filter(known -> known.text().equals(sql));
        return mapped.isPresent() && facts.isPresent()
                ? SqlRules.check(mapped.get(), facts.get().source().unit())
                : SqlRules.check(sql);
    }

    private void checkCalled(Declaration declaration, MethodSql method, Facts facts) {
        for (SqlCall call : method.executed()) {
            javac.ifPresent(compiler ->
                    checkedSql.add(BodyChecks.place(facts.source().unit().tree(), call.argument(), compiler.trees())));
            SqlRules.check(call.text(), facts.source().unit()).ifPresent(problem -> report(call, facts, problem));
        }
        for (SqlCall call : method.scripts()) {
            missing(call.text().text(), declaration, Optional.of(facts))
                    .ifPresent(problem -> report(call, facts, problem));
        }
    }

    private void report(SqlCall call, Facts facts, Problem problem) {
        javac.ifPresent(compiler -> reporter.report(
                compiler.trees(), call.argument(), facts.source().unit().tree(), problem));
    }

    private Optional<Problem> missing(String name, Declaration declaration, Optional<Facts> facts) {
        Optional<URI> source =
                facts.map(known -> known.source().unit().tree().getSourceFile().toUri());
        return resources.check(Resources.resolve(name, elements.getPackageOf(declaration.type())), source);
    }
}
