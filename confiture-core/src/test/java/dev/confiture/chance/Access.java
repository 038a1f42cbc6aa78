package dev.confiture.chance;

import dev.confiture.chance.World.Column;
import dev.confiture.chance.World.Family;
import dev.confiture.chance.World.Relation;
import java.util.List;

/** Default privileges, row security and publications. */
final class Access {

    private final World world;
    private final Dice dice;

    Access(World world) {
        this.world = world;
        this.dice = world.dice();
    }

    /** Changes what later objects are born with, and so comes before them. */
    void drawDefaults() {
        for (String schema : world.schemas) {
            String id = "defaults of " + schema;
            if (dice.yes(id, 10)) {
                world.add("ALTER DEFAULT PRIVILEGES IN SCHEMA %s GRANT %s TO %s"
                        .formatted(
                                schema,
                                dice.one(
                                        id + " what",
                                        "SELECT ON TABLES",
                                        "USAGE ON SEQUENCES",
                                        "EXECUTE ON FUNCTIONS",
                                        "USAGE ON TYPES"),
                                dice.one(id + " to", World.ROLES)));
            }
        }
        if (dice.yes("defaults", 8)) {
            world.add("ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC");
        }
    }

    void draw() {
        for (Relation table : world.tables) {
            rowSecurity(table, table.id() + " security");
        }
        for (int i = 0; i < 2; i++) {
            if (dice.yes("publication " + i, 15)) {
                publication("publication " + i);
            }
        }
    }

    private void rowSecurity(Relation table, String id) {
        if (!dice.yes(id, 15)) {
            return;
        }
        String policy = world.name(id + " policy");
        List<Column> texts = table.columns(Family.TEXT);
        List<Column> integers = table.columns(Family.INTEGER);
        String condition = "true";
        if (!texts.isEmpty()) {
            condition = texts.get(0) + "::text <> CURRENT_USER::text";
        } else if (!integers.isEmpty() && !world.intFunctions.isEmpty()) {
            condition = dice.one(id + " function", world.intFunctions) + "(" + integers.get(0) + "::integer) > 0";
        }
        world.add(
                "ALTER TABLE " + table.path() + " ENABLE ROW LEVEL SECURITY",
                dice.yes(id + " forced", 25) ? "ALTER TABLE " + table.path() + " FORCE ROW LEVEL SECURITY" : "",
                "CREATE POLICY %s ON %s%s%s TO %s%s"
                        .formatted(
                                policy,
                                table.path(),
                                dice.one(id + " as", "", " AS RESTRICTIVE"),
                                dice.one(id + " for", "", " FOR UPDATE", " FOR ALL"),
                                dice.one(
                                        id + " to",
                                        "PUBLIC",
                                        World.ROLES.get(0),
                                        World.ROLES.get(1) + ", " + World.ROLES.get(2)),
                                " USING (" + condition + ")" + dice.one(id + " check", "", " WITH CHECK (true)")),
                dice.yes(id + " comment", 15) ? world.comment(id, "POLICY", policy + " ON " + table.path()) : "");
    }

    private void publication(String id) {
        String name = world.name(id);
        List<Relation> tables = world.targets.stream()
                .filter(table -> !table.id().equals("log"))
                .toList();
        StringBuilder members = new StringBuilder();
        for (Relation table : dice.some(id + " member", tables, 40)) {
            // without ONLY it takes the heirs that are there already
            String only = world.inherited.contains(table.id()) ? "ONLY " : "";
            members.append(members.isEmpty() ? " FOR TABLE " : ", ")
                    .append(only)
                    .append(table.path());
            if (world.since(15) && dice.yes(id + " columns of " + table, 20)) {
                members.append(" (").append(table.key().get(0)).append(')');
            }
            if (world.since(15) && dice.yes(id + " rows of " + table, 20)) {
                members.append(" WHERE (").append(table.key().get(0)).append(" > 0)");
            }
        }
        String what = dice.yes(id + " all", 15)
                ? " FOR ALL TABLES"
                : members.isEmpty() && world.since(15) && dice.yes(id + " schema", 60)
                        ? " FOR TABLES IN SCHEMA " + dice.one(id + " of schema", world.schemas)
                        : members.toString();
        world.add(
                "CREATE PUBLICATION " + name + what
                        + dice.one(
                                id + " with",
                                "",
                                " WITH (publish = 'insert')",
                                " WITH (publish_via_partition_root = true)"),
                world.about(id, "PUBLICATION", name));
    }
}
