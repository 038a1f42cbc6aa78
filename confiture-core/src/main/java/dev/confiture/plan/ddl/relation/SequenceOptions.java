package dev.confiture.plan.ddl.relation;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.sql.SqlLiteral;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The options of a sequence, by their words in SQL; those that the server would choose are not among them. */
final class SequenceOptions {

    private static final List<String> WORDS =
            List.of("START WITH", "INCREMENT BY", "MINVALUE", "MAXVALUE", "CACHE", "CYCLE");

    static final String RESTART = "RESTART";

    private final Map<String, String> byWord = new LinkedHashMap<>();

    private SequenceOptions(List<String> lines) {
        for (String word : WORDS) {
            lines.stream()
                    .filter(line -> line.equals(word) || line.startsWith(word + ' '))
                    .forEach(line -> byWord.put(word, line));
        }
    }

    static SequenceOptions of(CatalogObject object) {
        return new SequenceOptions(object.lines(Property.SEQUENCE_OPTIONS));
    }

    /** What leads from the others to these. */
    List<String> changesFrom(SequenceOptions before) {
        List<String> changes = new ArrayList<>();
        boolean turns = turns(before);
        for (String word : WORDS) {
            String wanted = byWord.getOrDefault(word, "");
            boolean isSame = wanted.equals(before.byWord.getOrDefault(word, ""));
            if (word.equals("START WITH") && wanted.isEmpty() && !start().equals(before.start())) {
                changes.add("START WITH " + start());
            } else if (!isSame) {
                changes.add(wanted.isEmpty() ? asServerChooses(word) : wanted);
            } else if (turns && wanted.isEmpty() && word.matches("M..VALUE")) {
                changes.add(asServerChooses(word)); // the server keeps those of the old direction
            }
        }
        if (turns || isBeyond(before)) {
            changes.add(RESTART); // where it stands is out of its new bounds
        }
        return changes;
    }

    /** With the hazard of bounds that the sequence has left behind already. */
    static Ddl announced(Ddl alter, List<String> changes) {
        boolean isBounded = changes.stream().anyMatch(change -> change.matches("(?:SET )?(?:MINVALUE|MAXVALUE) .*"));
        return isBounded
                ? alter.with(Hazard.of(
                        Hazard.Kind.MAY_FAIL_ON_DATA, "the sequence may stand outside of its new bounds already"))
                : alter;
    }

    /** What takes a sequence that stands below its new least value there, before it has it; one that is further stays. */
    Optional<Ddl> stepIntoBounds(SequenceOptions before, String path) {
        String least = least();
        boolean isBelow = !least.isEmpty() && Long.parseLong(before.start()) < Long.parseLong(least);
        return isBelow && !turns(before) && !isBeyond(before)
                ? Optional.of(Ddl.of("SELECT setval(%s, %s, false) FROM %s WHERE last_value < %s"
                        .formatted(SqlLiteral.of(path).quoted(), least, path, least)))
                : Optional.empty();
    }

    private boolean turns(SequenceOptions before) {
        return goesDown() != before.goesDown();
    }

    /** Whether it counts from where the other never comes. */
    private boolean isBeyond(SequenceOptions before) {
        String least = least();
        String most = before.value("MAXVALUE", "");
        return !least.isEmpty() && !most.isEmpty() && Long.parseLong(most) < Long.parseLong(least);
    }

    /** Empty if the type of a sequence that counts down sets it. */
    private String least() {
        return value("MINVALUE", goesDown() ? "" : "1");
    }

    /** Whether a sequence with these may stand wherever one with the others does, and goes on in its direction. */
    boolean canFollow(SequenceOptions other) {
        return goesDown() == other.goesDown()
                && Stream.of("MINVALUE", "MAXVALUE")
                        .allMatch(word -> value(word, "").equals(other.value(word, "")));
    }

    /** Whether there is a last value, after which a row gets none. */
    boolean ends() {
        return byWord.containsKey("MAXVALUE") || byWord.containsKey("MINVALUE");
    }

    private String asServerChooses(String word) {
        return switch (word) {
            case "START WITH" -> "START WITH " + start();
            case "INCREMENT BY", "CACHE" -> word + " 1";
            default -> "NO " + word;
        };
    }

    /** The value that the sequence begins with. */
    String start() {
        String bound = goesDown() ? value("MAXVALUE", "-1") : value("MINVALUE", "1");
        return value("START WITH", bound);
    }

    boolean goesDown() {
        return value("INCREMENT BY", "1").startsWith("-");
    }

    private String value(String word, String otherwise) {
        String line = byWord.get(word);
        return line == null ? otherwise : line.substring(word.length() + 1);
    }
}
