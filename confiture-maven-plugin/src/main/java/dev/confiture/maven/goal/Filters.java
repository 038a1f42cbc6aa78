package dev.confiture.maven.goal;

import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.diff.CatalogFilter;
import dev.confiture.diff.NamePattern;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is compared, as the parameters of a goal say. */
final class Filters {

    private static final Map<String, Set<Property>> IGNORABLE = Map.of(
            "owners", Set.of(Property.OWNER),
            "grants", Set.of(Property.GRANTS, Property.SEQUENCE_GRANTS, Property.MEMBER_GRANTS),
            "comments", Set.of(Property.COMMENT, Property.INDEX_COMMENT, Property.SEQUENCE_COMMENT));

    private Filters() {}

    /** Each as it was written, words separated by commas. */
    static CatalogFilter of(
            @Nullable String include,
            @Nullable String exclude,
            @Nullable String ignorePartitions,
            @Nullable String includeKinds,
            @Nullable String excludeKinds,
            @Nullable String ignore) {
        return new CatalogFilter(
                patterns(include),
                patterns(exclude),
                patterns(ignorePartitions),
                kinds("includeKinds", includeKinds),
                kinds("excludeKinds", excludeKinds),
                words(ignore).stream()
                        .flatMap(word -> Optional.ofNullable(IGNORABLE.get(word))
                                .orElseThrow(() -> unknown("ignore", word, IGNORABLE.keySet()))
                                .stream())
                        .collect(Collectors.toSet()));
    }

    private static List<NamePattern> patterns(@Nullable String written) {
        return words(written).stream().map(NamePattern::new).toList();
    }

    private static Set<ObjectKind> kinds(String property, @Nullable String written) {
        Map<String, ObjectKind> known = Arrays.stream(ObjectKind.values())
                .filter(kind -> kind != ObjectKind.ENUM_LABEL) // no object of its own
                .collect(Collectors.toMap(kind -> kind.text().replace(' ', '-'), kind -> kind));
        return words(written).stream()
                .map(word -> word.toLowerCase(Locale.ROOT).replace(' ', '-').replace('_', '-'))
                .map(word ->
                        Optional.ofNullable(known.get(word)).orElseThrow(() -> unknown(property, word, known.keySet())))
                .collect(Collectors.toSet());
    }

    private static List<String> words(@Nullable String written) {
        return written == null
                ? List.of()
                : Arrays.stream(written.split(",", -1))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList();
    }

    private static ConfitureException unknown(String property, String word, Set<String> known) {
        return new ConfitureException(Problem.error(
                ProblemCode.MAVEN_BAD_VALUE,
                "confiture." + property + " holds \"" + word + "\".",
                "it is none of " + known.stream().sorted().collect(Collectors.joining(", ")),
                Suggestion.didYouMean(word, known) + "Write one of these"));
    }
}
