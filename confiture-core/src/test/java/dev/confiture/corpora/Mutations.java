package dev.confiture.corpora;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import dev.confiture.db.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes of a schema as somebody might make them, drawn at random from what is there. */
final class Mutations {

    private static final List<String> TYPES =
            List.of("text", "bigint", "integer", "varchar(300)", "numeric(12,2)", "jsonb", "timestamptz", "boolean");

    private final Random random;
    private final List<CatalogObject> objects;

    Mutations(Catalog catalog, Random random) {
        this.random = random;
        this.objects = List.copyOf(catalog.objects());
    }

    /** @return the statements that the server took */
    String apply(Session session, int count) throws SQLException {
        List<String> taken = new ArrayList<>();
        while (taken.size() < count) {
            String statement = next(taken.size());
            try {
                session.execute(statement);
                taken.add(statement + ";\n");
            } catch (SQLException e) {
                if (e.getSQLState() == null || e.getSQLState().startsWith("08")) {
                    throw e; // anything else is a change that does not fit: another one is drawn
                }
            }
        }
        return String.join("", taken);
    }

    private String next(int number) {
        ObjectKey column = some(ObjectKind.COLUMN).key();
        String table = "ALTER TABLE " + column.container() + " ";
        return switch (random.nextInt(14)) {
            case 0 -> table + "ADD COLUMN added_" + number + " " + one(TYPES);
            case 1 -> table + "ADD COLUMN added_" + number + " integer NOT NULL DEFAULT 7";
            case 2 -> table + "DROP COLUMN " + column.name() + " CASCADE";
            case 3 -> table + "ALTER COLUMN " + column.name() + " TYPE " + one(TYPES) + " USING NULL";
            case 4 ->
                table + "ALTER COLUMN " + column.name()
                        + one(List.of(" SET NOT NULL", " DROP NOT NULL", " DROP DEFAULT"));
            case 5 ->
                table + "ADD CONSTRAINT checked_" + number + " CHECK (" + column.name() + " IS NOT NULL)"
                        + one(List.of("", " NOT VALID"));
            case 6 -> dropOf(some(random.nextBoolean() ? ObjectKind.CONSTRAINT : ObjectKind.FOREIGN_KEY));
            case 7 -> "CREATE INDEX added_%d ON %s (%s)".formatted(number, column.container(), column.name());
            case 8 -> "DROP " + one(List.of("INDEX ", "VIEW ", "FUNCTION ", "TABLE ")) + any().path() + " CASCADE";
            case 9 ->
                "CREATE VIEW public.added_%d AS SELECT %s FROM %s".formatted(number, column.name(), column.container());
            case 10 -> "COMMENT ON COLUMN " + column.path() + " IS 'seen'";
            case 11 -> "ALTER TYPE " + any().path() + " ADD VALUE 'added " + number + "'";
            case 12 -> table + "RENAME COLUMN " + column.name() + " TO renamed_" + number;
            default -> "GRANT SELECT ON " + column.container() + " TO pg_monitor";
        };
    }

    private static String dropOf(CatalogObject constraint) {
        return "ALTER TABLE %s DROP CONSTRAINT %s CASCADE"
                .formatted(constraint.key().container(), constraint.key().name());
    }

    private ObjectKey any() {
        return one(objects).key();
    }

    private CatalogObject some(ObjectKind kind) {
        return one(objects.stream()
                .filter(object -> object.kind() == kind && !object.has(Property.INHERITED))
                .toList());
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
