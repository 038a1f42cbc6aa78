package dev.confiture.plan.ddl.relation;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A type as the server prints it.
 *
 * @param base without its modifier: {@code character varying}, {@code timestamp with time zone}
 * @param modifier the numbers of {@code numeric(10,2)}
 */
record SqlType(String base, List<Integer> modifier, boolean isArray) {

    /** Of a numeric without limits. */
    private static final int MOST_DECIMALS = 16_383;

    private static final int MOST_DIGITS = 131_072;

    private static final Pattern MODIFIED = Pattern.compile("(.*?)\\((-?\\d+)(?:,(-?\\d+))?\\)(.*)");

    static SqlType of(String printed) {
        boolean isArray = printed.endsWith("[]");
        String single = isArray ? printed.substring(0, printed.length() - 2) : printed;
        Matcher parts = MODIFIED.matcher(single);
        if (!parts.matches()) {
            return new SqlType(single, List.of(), isArray);
        }
        List<Integer> modifier = parts.group(3) == null
                ? List.of(Integer.parseInt(parts.group(2)))
                : List.of(Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
        return new SqlType(parts.group(1) + parts.group(4), modifier, isArray);
    }

    /** The type below a domain, however deep. */
    SqlType withoutDomain(Catalog catalog) {
        if (isArray || base.indexOf('.') < 0) {
            return this;
        }
        ObjectKey domain = ObjectKey.of(ObjectKind.DOMAIN, Names.schema(base), Names.local(base));
        Optional<String> below = catalog.find(domain).flatMap(object -> object.text(Property.TYPE));
        return below.map(printed -> of(printed).withoutDomain(catalog)).orElse(this);
    }

    boolean isText() {
        return !isArray && (base.equals("text") || base.equals("character varying") || base.equals("character"));
    }

    /** How many digits a number may have behind the point. */
    int decimals() {
        if (!base.equals("numeric")) {
            return 0;
        }
        return modifier.isEmpty() ? MOST_DECIMALS : modifier.size() == 2 ? modifier.get(1) : 0;
    }

    /** How many it may have before the point. */
    int digits() {
        return switch (base) {
            case "smallint" -> 5;
            case "integer" -> 10;
            case "bigint" -> 19;
            default -> modifier.isEmpty() ? MOST_DIGITS : modifier.get(0) - decimals();
        };
    }

    Optional<Integer> length() {
        return modifier.stream().findFirst();
    }
}
