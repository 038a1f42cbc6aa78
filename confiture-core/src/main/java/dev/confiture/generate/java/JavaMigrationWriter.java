package dev.confiture.generate.java;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.confiture.generate.java.MigrationDraft.Form;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Writes a migration as somebody would who had the time to do it well. */
public final class JavaMigrationWriter {

    private static final String API = "dev.confiture.migration";

    /** A constant of a class holds at most 65,535 bytes; and nobody wants to scroll that far. */
    private static final int LONGEST_CONSTANT = 32_000;

    private static final int LONGEST_LINE = 120;

    private static final Pattern ANNOTATION = Pattern.compile("^@\\w+\\((?!\\{)[^()]*\\)$", Pattern.MULTILINE);

    private final String packageName;

    /** @param packageName of the class; not empty */
    public JavaMigrationWriter(String packageName) {
        this.packageName = packageName;
    }

    /** The declarative form: SQL in {@code @Up} and {@code @Down}, or in scripts beside the class where it is long. */
    public SourceFiles write(MigrationDraft draft) {
        Map<String, String> resources = new TreeMap<>();
        TypeSpec.Builder type = TypeSpec.classBuilder(draft.className())
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addJavadoc("$L", javadoc(draft))
                .addAnnotation(migration(draft))
                .addAnnotation(sql("Up", draft, draft.up(), resources));
        if (draft.irreversible().isEmpty()) {
            type.addAnnotation(sql("Down", draft, draft.down(), resources));
        }
        return files(draft, type.build(), resources);
    }

    /** A class with empty methods, for what is written by hand. */
    public SourceFiles writeEmpty(MigrationDraft draft) {
        TypeSpec type = TypeSpec.classBuilder(draft.className())
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addSuperinterface(ClassName.get(API, "ReversibleMigration"))
                .addJavadoc("$L", javadoc(draft))
                .addAnnotation(migration(draft))
                .addMethod(method("up"))
                .addMethod(method("down"))
                .build();
        return files(draft, type, Map.of());
    }

    private static MethodSpec method(String name) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .addParameter(ClassName.get(API, "MigrationContext"), "db")
                .addException(SQLException.class)
                .addComment("db.execute(\"…\");")
                .build();
    }

    private SourceFiles files(MigrationDraft draft, TypeSpec type, Map<String, String> resources) {
        String source = JavaFile.builder(packageName, type)
                .skipJavaLangImports(true)
                .indent("    ")
                .build()
                .toString();
        return SourceFiles.of(folder() + draft.className() + ".java", tidy(source), resources);
    }

    /** JavaPoet gives each member of an annotation a line; most fit on one. */
    private static String tidy(String source) {
        Matcher annotation = ANNOTATION.matcher(source);
        String joined = annotation.replaceAll(found -> {
            String line =
                    found.group().replaceAll("\\n\\s*", " ").replace("( ", "(").replace(" )", ")");
            return Matcher.quoteReplacement(line.length() <= LONGEST_LINE ? line : found.group());
        });
        return joined.replace(" {\n}\n", " {}\n");
    }

    private String folder() {
        return packageName.replace('.', '/') + '/';
    }

    private static AnnotationSpec migration(MigrationDraft draft) {
        AnnotationSpec.Builder annotation = AnnotationSpec.builder(ClassName.get(API, "Migration"))
                .addMember("version", "$S", draft.version().text())
                .addMember("name", "$S", draft.name());
        if (draft.form() == Form.NOT_TRANSACTIONAL) {
            annotation.addMember("transactional", "false");
        }
        draft.irreversible().ifPresent(reason -> annotation.addMember("irreversible", "$S", reason));
        return annotation.build();
    }

    private AnnotationSpec sql(
            String direction, MigrationDraft draft, List<String> statements, Map<String, String> resources) {
        AnnotationSpec.Builder annotation = AnnotationSpec.builder(ClassName.get(API, direction));
        if (bytes(statements) > LONGEST_CONSTANT) {
            String file = draft.className() + '.' + direction.toLowerCase(Locale.ROOT) + ".sql";
            resources.put(
                    folder() + file,
                    statements.stream().map(each -> each + ";\n").collect(Collectors.joining("\n")));
            return annotation.addMember("resource", "$S", file).build();
        }
        for (String statement : statements) {
            annotation.addMember("value", CodeBlock.of("$L", SqlText.literal(statement)));
        }
        return annotation.build();
    }

    private static int bytes(List<String> statements) {
        return statements.stream().mapToInt(each -> each.getBytes(UTF_8).length).sum();
    }

    private static String javadoc(MigrationDraft draft) {
        StringBuilder text = new StringBuilder(html(String.join("\n", draft.summary())));
        if (!draft.warnings().isEmpty()) {
            text.append("\n\n<ul>\n");
            draft.warnings()
                    .forEach(each -> text.append("  <li>").append(html(each)).append('\n'));
            text.append("</ul>");
        }
        return text.append('\n').toString();
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("*/", "*&#47;")
                .replace("\\u", "&#92;u"); // an escape in comments, too
    }
}
