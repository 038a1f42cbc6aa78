package dev.confiture.generate.rows;

import dev.confiture.sql.SqlLiteral;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values that a column may take, as SQL. */
final class SampleValues {

    private static final Pattern LITERAL = Pattern.compile(
            "(?: (?<like>[!~*]+) )?'(?<text>(?:[^']|'')*)'|(?<![\\w.])(?<number>-?\\d+(?:\\.\\d+)?)(?![\\w.])");

    /** The length of a text is four less than its modifier. */
    private static final int LENGTH_BIAS = 4;

    private final Random random;

    SampleValues(Random random) {
        this.random = random;
    }

    /** The literals of an expression, and for numbers their neighbours; in place of a pattern, texts that it accepts. */
    static List<String> literals(String expression) {
        List<String> found = new ArrayList<>();
        Matcher matcher = LITERAL.matcher(expression);
        while (matcher.find()) {
            if (matcher.group("text") != null) {
                String text = matcher.group("text").replace("''", "'");
                found.addAll(texts(Optional.ofNullable(matcher.group("like")).orElse(""), text));
            } else {
                found.addAll(withNeighbours(matcher.group("number")));
            }
        }
        return found;
    }

    private static List<String> texts(String operator, String text) {
        return switch (operator) {
            case "~", "~*" -> PatternSamples.of(text);
            case "~~", "~~*" -> PatternSamples.ofLike(text);
            default -> List.of(text);
        };
    }

    private static List<String> withNeighbours(String number) {
        if (number.length() >= 16) {
            return List.of();
        }
        if (number.indexOf('.') >= 0) {
            return List.of(number);
        }
        long whole = Long.parseLong(number);
        return List.of(number, Long.toString(whole + 1), Long.toString(whole - 1));
    }

    /** @param literals what stands in the rules that the value must keep */
    String value(RowColumn column, List<String> literals) {
        if (!column.isRequired() && random.nextInt(6) == 0) {
            return "NULL";
        }
        if (column.isArray()) {
            return random.nextBoolean()
                    ? cast("{}", column)
                    : "ARRAY[" + literal(element(column, literals)) + "]::" + column.type();
        }
        return switch (column.sort()) {
            case "c" -> column.isRequired() ? "ROW()::" + column.type() : "NULL";
            default -> cast(element(column, literals), column);
        };
    }

    private static String cast(String text, RowColumn column) {
        return literal(text) + "::" + column.type();
    }

    private static String literal(String text) {
        return SqlLiteral.of(text).quoted();
    }

    private String element(RowColumn column, List<String> literals) {
        if (!literals.isEmpty() && random.nextInt(5) > 0) {
            return fitting(literals.get(random.nextInt(literals.size())), column);
        }
        if (!column.labels().isEmpty()) {
            return column.labels().get(random.nextInt(column.labels().size()));
        }
        int number = 1 + random.nextInt(random.nextInt(4) == 0 ? 5_000 : 9);
        if (column.sort().equals("r")) {
            return range(column.rangeOf().orElse(""), number);
        }
        if (column.sort().equals("m")) {
            return "{}";
        }
        return text(column, number);
    }

    private static String fitting(String text, RowColumn column) {
        boolean isText = column.element().equals("varchar") || column.element().equals("bpchar");
        int most = column.modifier() - LENGTH_BIAS;
        return isText && column.modifier() >= 0 && text.length() > most ? text.substring(0, most) : text;
    }

    private static String range(String of, int number) {
        return of.startsWith("timestamp") || of.equals("date")
                ? "[" + day(number) + "," + day(number + 1) + ")"
                : "[" + number + "," + (number + 2) + ")";
    }

    private static String day(int number) {
        return LocalDate.of(2010, 1, 1).plusDays(number).toString();
    }

    private String text(RowColumn column, int number) {
        return switch (column.element()) {
            case "int2", "int4", "int8", "float4", "float8", "oid", "money" -> Integer.toString(number);
            case "numeric" -> Integer.toString(number % 10);
            case "bool" -> number % 2 == 0 ? "true" : "false";
            case "date" -> day(number);
            case "timestamp", "timestamptz" -> day(number) + " 12:00:00+00";
            case "time", "timetz" -> "12:%02d:00+00".formatted(number % 60);
            case "interval" -> number + " days";
            case "uuid" -> "00000000-0000-4000-8000-%012d".formatted(number);
            case "json", "jsonb" -> "{\"n\": " + number + "}";
            case "xml" -> "<n>" + number + "</n>";
            case "bytea" -> "\\x%04x".formatted(number);
            case "inet", "cidr" -> "10.0.%d.%d".formatted(number / 250, number % 250);
            case "macaddr" -> "08:00:2b:01:02:%02x".formatted(number % 256);
            case "macaddr8" -> "08:00:2b:01:02:03:04:%02x".formatted(number % 256);
            case "bit", "varbit" -> "1".repeat(Math.max(1, column.modifier()));
            case "point" -> "(" + number + ",1)";
            case "line" -> "{1,2," + number + "}";
            case "lseg", "box", "path" -> "((0,0),(1," + number + "))";
            case "polygon" -> "((0,0),(1,0),(1," + number + "))";
            case "circle" -> "<(0,0)," + number + ">";
            case "pg_lsn" -> "0/" + Integer.toHexString(number);
            case "tsquery", "tsvector", "ltree" -> "w" + number;
            case "hstore" -> "\"k\"=>\"" + number + "\"";
            case "char" -> "a";
            case "regclass", "regtype", "regproc" -> "0";
            default -> fitting((number < 10 && random.nextBoolean() ? "a" : "v") + number, column);
        };
    }
}
