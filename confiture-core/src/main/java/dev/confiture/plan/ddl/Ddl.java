package dev.confiture.plan.ddl;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * One statement and what the writer of its kind knows of it beyond its text.
 *
 * @param sql without a semicolon at its end; may have several lines
 * @param hazards only those that the text alone does not tell; locks are judged from the text
 */
public record Ddl(String sql, Execution execution, List<Hazard> hazards) {

    public Ddl {
        requireNonNull(sql, "sql");
        requireNonNull(execution, "execution");
        hazards = List.copyOf(hazards);
    }

    public static Ddl of(String sql) {
        return new Ddl(sql, Execution.TRANSACTIONAL, List.of());
    }

    public static Ddl alone(String sql) {
        return new Ddl(sql, Execution.ALONE, List.of());
    }

    public Ddl with(Hazard hazard) {
        List<Hazard> all = new ArrayList<>(hazards);
        all.add(hazard);
        return new Ddl(sql, execution, all);
    }
}
