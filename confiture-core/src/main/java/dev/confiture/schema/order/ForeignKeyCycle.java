package dev.confiture.schema.order;

import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tables that no order can create, because each wants another one first. */
final class ForeignKeyCycle {

    private ForeignKeyCycle() {}

    /**
     * @param waiting indexes of the statements that could not be placed
     * @param needs for each statement the statements that create what it needs
     * @throws ConfitureException ({@code schema.foreign-key-cycle}) if some of them are tables in a circle
     */
    static void refuse(List<MovableStatement> statements, Set<Integer> waiting, List<Set<Integer>> needs) {
        for (int start : waiting) {
            List<Integer> circle = circle(statements, waiting, needs, List.of(start));
            if (!circle.isEmpty()) {
                throw new ConfitureException(
                        problem(circle.stream().map(statements::get).toList()));
            }
        }
    }

    /** The shortest way from the path's first table back to it along foreign keys; empty if there is none. */
    private static List<Integer> circle(
            List<MovableStatement> statements, Set<Integer> waiting, List<Set<Integer>> needs, List<Integer> start) {
        List<List<Integer>> paths = new ArrayList<>(List.of(start));
        for (int at = 0; at < paths.size(); at++) {
            List<Integer> path = paths.get(at);
            int last = path.get(path.size() - 1);
            for (int next : needs.get(last)) {
                boolean table = waiting.contains(next)
                        && key(statements.get(last), statements.get(next)).isPresent();
                if (table && next == path.get(0)) {
                    return path;
                }
                if (table && paths.stream().noneMatch(known -> known.contains(next))) {
                    List<Integer> longer = new ArrayList<>(path);
                    longer.add(next);
                    paths.add(longer);
                }
            }
        }
        return List.of();
    }

    private static Problem problem(List<MovableStatement> circle) {
        List<String> whys = new ArrayList<>();
        for (int i = 0; i < circle.size(); i++) {
            MovableStatement from = circle.get(i);
            MovableStatement to = circle.get((i + 1) % circle.size());
            whys.add(from.place() + ": " + name(from) + " references " + name(to));
        }
        MovableStatement last = circle.get(circle.size() - 1);
        ForeignKey key = key(last, circle.get(0)).orElseThrow();
        return Problem.error(
                ProblemCode.SCHEMA_FOREIGN_KEY_CYCLE,
                "The tables "
                        + String.join(
                                ", ", circle.stream().map(ForeignKeyCycle::name).toList())
                        + " reference each other while they are created.",
                circle.get(0).place(),
                String.join("\n", whys),
                "take the reference out of " + name(last) + " in " + last.file().name()
                        + " and add it when all of them exist:\n" + key.asAlterTable(name(last)));
    }

    private static Optional<ForeignKey> key(MovableStatement from, MovableStatement to) {
        return from.names().foreignKeys().stream()
                .filter(key -> to.names()
                        .created()
                        .filter(key.meanings(from.before().path())::contains)
                        .isPresent())
                .findFirst();
    }

    private static String name(MovableStatement table) {
        return table.names().created().orElseThrow();
    }
}
