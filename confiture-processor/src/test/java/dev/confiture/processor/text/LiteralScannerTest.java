package dev.confiture.processor.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import dev.confiture.processor.source.Constant;
import dev.confiture.processor.source.SourceUnit;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

class LiteralScannerTest {

    private static final long SEED = 20261121;

    private static final List<String> PIECES = List.of(
            "a",
            " ",
            "\\n",
            "\\t",
            "\\\\",
            "\\\"",
            "'",
            "\\'",
            "\\0",
            "\\47",
            "\\377",
            "\\400",
            "\\s",
            "\\u0041",
            "\\\\u0041",
            "\\uuu0042",
            "\\u005cn",
            "\u00e4",
            "\ud83d\ude00",
            "//",
            "/*",
            "\\b\\f\\r",
            "x  ");

    @Test
    void everyLiteralReadsAsTheCompilerReadsIt() throws IOException {
        Random random = new Random(SEED);
        StringBuilder source = new StringBuilder("class A {\n");
        for (int i = 0; i < 2000; i++) {
            source.append("String s")
                    .append(i)
                    .append(" = ")
                    .append(expression(random))
                    .append(";\n");
        }
        source.append("}\n");

        List<String> differences = new ArrayList<>();
        int[] seen = {0};
        SourceText text = SourceText.of(source.toString());
        parse(source.toString(), (unit, variable, start, end) -> {
            seen[0]++;
            // Scans the whole initializer; the constant's text comes from the compiler's own tree.
            String scanned = LiteralScanner.scan(text, text.index(start), text.index(end))
                    .value();
            Optional<Constant> compiled = unit.constants().value(variable.getInitializer(), name -> Optional.empty());
            if (!compiled.map(value -> value.text().text()).equals(Optional.of(scanned))) {
                differences.add(variable + " read as " + scanned);
            }
        });

        assertThat(seen[0]).isEqualTo(2000);
        assertThat(differences).as("seed %d", SEED).isEmpty();
    }

    @Test
    void everyCharacterKnowsWhereItStands() throws IOException {
        String source =
                "class A { String s = \"a\\tb\" + /* \" */ \"\\u0041\" + \"\"\"\n    c\n      d\\\n    e\n    \"\"\"; }";
        parse(source, (unit, variable, start, end) -> {
            MappedText text = unit.constants()
                    .value(variable.getInitializer(), name -> Optional.empty())
                    .orElseThrow()
                    .text();

            assertThat(text.text()).isEqualTo("a\tbAc\n  de\n");
            assertThat(text.offset(1)).isEqualTo(source.indexOf("\\t"));
            assertThat(text.offset(3)).isEqualTo(source.indexOf("\\u0041"));
            assertThat(text.offset(8)).isEqualTo(source.indexOf("d\\"));
            assertThat(text.offset(9)).isEqualTo(source.indexOf("e\n"));
        });
    }

    private static String expression(Random random) {
        StringBuilder expression = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            expression.append(random.nextInt(3) == 0 ? block(random) : '"' + pieces(random) + '"');
            if (i > 0) {
                expression.append(random.nextBoolean() ? " + " : "\n  + // \"x\n /* \" */ ");
            }
        }
        return random.nextInt(5) == 0 ? "(" + expression + ")" : expression.toString();
    }

    private static String block(Random random) {
        String lineEnd = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
        StringBuilder block = new StringBuilder("\"\"\"")
                .append(random.nextBoolean() ? "  " : "")
                .append(lineEnd);
        for (int i = random.nextInt(4); i > 0; i--) {
            block.append(" ".repeat(random.nextInt(6)))
                    .append(random.nextInt(6) == 0 ? "\t" : "")
                    .append(random.nextInt(4) == 0 ? "" : pieces(random))
                    .append(random.nextInt(5) == 0 ? "\"\\\"" : "")
                    .append(random.nextInt(5) == 0 ? "\\" : "")
                    .append(lineEnd);
        }
        return block.append(" ".repeat(random.nextInt(6))).append("\"\"\"").toString();
    }

    private static String pieces(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private interface Visitor {
        /** The offsets are those of the initializer in the file. */
        void visit(SourceUnit unit, VariableTree variable, int start, int end);
    }

    private static void parse(String source, Visitor visitor) throws IOException {
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///A.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null,
                        null,
                        problem -> {
                            throw new IllegalStateException(problem.toString());
                        },
                        null,
                        null,
                        List.of(file));
        for (CompilationUnitTree tree : task.parse()) {
            Trees trees = Trees.instance(task);
            SourceUnit unit = SourceUnit.of(tree, trees);
            SourcePositions positions = trees.getSourcePositions();
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitVariable(VariableTree variable, Void nothing) {
                    Tree value = variable.getInitializer();
                    visitor.visit(unit, variable, (int) positions.getStartPosition(tree, value), (int)
                            positions.getEndPosition(tree, value));
                    return super.visitVariable(variable, null);
                }
            }.scan(tree, null);
        }
    }
}
