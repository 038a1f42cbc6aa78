package dev.confiture.maven.goal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** As much of JSON Schema as our own schema uses. A keyword that is not known here is an error of this class. */
final class JsonSchema {

    private static final String REFERENCE = "#/$defs/";

    private final Map<?, ?> root;

    private JsonSchema(Map<?, ?> root) {
        this.root = root;
    }

    static JsonSchema read(Path file) throws IOException {
        return new JsonSchema((Map<?, ?>) parse(Files.readString(file, StandardCharsets.UTF_8)));
    }

    /** What is wrong with a JSON text: {@code path: why}. */
    List<String> findings(String json) {
        List<String> findings = new ArrayList<>();
        check("$", parse(json), root, findings);
        return findings;
    }

    /** JSON is YAML. */
    private static Object parse(String json) {
        return new Load(LoadSettings.builder().build()).loadFromString(json);
    }

    private void check(String path, @Nullable Object value, Map<?, ?> schema, List<String> findings) {
        for (Map.Entry<?, ?> keyword : schema.entrySet()) {
            Object wanted = keyword.getValue();
            boolean holds = switch (keyword.getKey().toString()) {
                case "type" -> types(wanted).contains(typeOf(value));
                case "const" -> wanted.equals(value);
                case "enum" -> ((List<?>) wanted).contains(value);
                case "anyOf" -> ((List<?>) wanted).stream().anyMatch(each -> fits(path, value, (Map<?, ?>) each));
                case "$ref" -> fits(path, value, definition(wanted.toString()), findings);
                case "required" ->
                    value instanceof Map<?, ?> map && map.keySet().containsAll((List<?>) wanted);
                case "additionalProperties" ->
                    value instanceof Map<?, ?> map
                            && section(schema, "properties").keySet().containsAll(map.keySet());
                case "properties" -> members(path, value, (Map<?, ?>) wanted, findings);
                case "items" -> items(path, value, (Map<?, ?>) wanted, findings);
                case "$schema", "$defs", "title", "description" -> true;
                default -> throw new IllegalArgumentException("unknown keyword " + keyword.getKey());
            };
            if (!holds) {
                findings.add(path + ": " + keyword.getKey() + " " + wanted);
            }
        }
    }

    private boolean members(String path, @Nullable Object value, Map<?, ?> schemas, List<String> findings) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> {
                if (schemas.get(name) instanceof Map<?, ?> schema) {
                    check(path + "." + name, member, schema, findings);
                }
            });
        }
        return true;
    }

    private boolean items(String path, @Nullable Object value, Map<?, ?> schema, List<String> findings) {
        if (value instanceof List<?> list) {
            list.forEach(item -> check(path + "[]", item, schema, findings));
        }
        return true;
    }

    private boolean fits(String path, @Nullable Object value, Map<?, ?> schema) {
        return fits(path, value, schema, new ArrayList<>());
    }

    private boolean fits(String path, @Nullable Object value, Map<?, ?> schema, List<String> findings) {
        int before = findings.size();
        check(path, value, schema, findings);
        return findings.size() == before;
    }

    private Map<?, ?> definition(String reference) {
        return section(section(root, "$defs"), reference.substring(REFERENCE.length()));
    }

    private static Map<?, ?> section(Map<?, ?> map, String name) {
        if (map.get(name) instanceof Map<?, ?> section) {
            return section;
        }
        throw new IllegalArgumentException("no " + name);
    }

    private static List<?> types(Object wanted) {
        return wanted instanceof List<?> several ? several : List.of(wanted);
    }

    private static String typeOf(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Map) {
            return "object";
        }
        if (value instanceof List) {
            return "array";
        }
        if (value instanceof Boolean) {
            return "boolean";
        }
        return value instanceof Number ? "integer" : "string";
    }
}
