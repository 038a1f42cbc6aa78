package dev.confiture.plan.ddl.routine;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.Property;
import java.util.List;

/**
 * What CREATE OR REPLACE looks at before it replaces (42P13).
 *
 * @param defaults how many of the last arguments have one
 */
record Signature(String returns, List<Argument> arguments, int defaults) {

    /**
     * One argument.
     *
     * @param mode i, o, b, v or t
     * @param name {@code ""} with the quotes if it has none
     */
    record Argument(String mode, String name, String type) {

        private static final String NAMELESS = "\"\"";

        static Argument of(String line) {
            int name = line.indexOf(' ') + 1;
            int type = endOfName(line, name);
            return new Argument(line.substring(0, name - 1), line.substring(name, type), line.substring(type + 1));
        }

        private static int endOfName(String line, int start) {
            boolean quoted = false;
            for (int i = start; i < line.length(); i++) {
                if (line.charAt(i) == '"') {
                    quoted = !quoted;
                } else if (line.charAt(i) == ' ' && !quoted) {
                    return i;
                }
            }
            throw new IllegalArgumentException("no argument: " + line);
        }

        /** A name may be given to what had none; mode and type must stay. */
        boolean canBecome(Argument other) {
            return mode.equals(other.mode)
                    && type.equals(other.type)
                    && (name.equals(other.name) || name.equals(NAMELESS));
        }
    }

    static Signature of(CatalogObject routine) {
        return new Signature(
                routine.text(Property.RETURNS).orElse(""),
                routine.lines(Property.ARGUMENTS).stream().map(Argument::of).toList(),
                routine.text(Property.ARGUMENT_DEFAULTS).map(Integer::parseInt).orElse(0));
    }

    boolean canBecome(Signature other) {
        if (!returns.equals(other.returns) || arguments.size() != other.arguments.size() || defaults > other.defaults) {
            return false;
        }
        for (int i = 0; i < arguments.size(); i++) {
            if (!arguments.get(i).canBecome(other.arguments.get(i))) {
                return false;
            }
        }
        return true;
    }
}
