package dev.confiture.faults;

import dev.confiture.migration.Down;
import dev.confiture.migration.Migration;
import dev.confiture.migration.Up;
import java.util.List;

/**
 * The migrations of a walk. Their SQL is of the few forms that {@link ModelCatalog} understands; {@code walk.strike} is
 * where a body can be stopped. Some need what an earlier one made, so a late merge can fail by itself.
 */
final class ModelMigrations {

    private ModelMigrations() {}

    static final List<Class<?>> ALL = List.of(
            CreateA.class,
            ExtendA.class,
            IndexA.class,
            CreateB.class,
            FillB.class,
            RebuildB.class,
            NoWayBack.class,
            CreateC.class,
            ExtendAAgain.class,
            IndexC.class);

    @Migration(version = "10", name = "create_a")
    @Up({"CREATE TABLE a (id int)", "SELECT walk.strike('10 up')"})
    @Down({"SELECT walk.strike('10 down')", "DROP TABLE a"})
    public static final class CreateA {}

    @Migration(version = "20", name = "extend_a")
    @Up({"ALTER TABLE a ADD COLUMN first int", "SELECT walk.strike('20 up')"})
    @Down({"ALTER TABLE a DROP COLUMN first", "SELECT walk.strike('20 down')"})
    public static final class ExtendA {}

    @Migration(version = "30", name = "index_a", transactional = false)
    @Up({
        "ALTER TABLE a ADD COLUMN indexed int",
        "SELECT walk.strike('30 up')",
        "CREATE INDEX CONCURRENTLY a_indexed ON a (indexed)",
        "CREATE TABLE a_log (line text)"
    })
    @Down({
        "DROP INDEX CONCURRENTLY IF EXISTS a_indexed",
        "SELECT walk.strike('30 down')",
        "DROP TABLE IF EXISTS a_log",
        "ALTER TABLE IF EXISTS a DROP COLUMN IF EXISTS indexed"
    })
    public static final class IndexA {}

    @Migration(version = "40", name = "create_b")
    @Up({"SELECT walk.strike('40 up')", "CREATE TABLE b (id int)", "CREATE TABLE b_log (line text)"})
    @Down({"DROP TABLE b_log", "SELECT walk.strike('40 down')", "DROP TABLE b"})
    public static final class CreateB {}

    @Migration(version = "50", name = "fill_b", data = true)
    @Up({"ALTER TABLE b ADD COLUMN filled int", "SELECT walk.strike('50 up')"})
    @Down({"ALTER TABLE b DROP COLUMN filled", "SELECT walk.strike('50 down')"})
    public static final class FillB {}

    @Migration(version = "60", name = "rebuild_b", transactional = false)
    @Up({
        "CREATE INDEX CONCURRENTLY b_id ON b (id)",
        "SELECT walk.strike('60 up')",
        "DROP INDEX CONCURRENTLY IF EXISTS b_id",
        "CREATE INDEX CONCURRENTLY b_id_again ON b (id)"
    })
    @Down({"SELECT walk.strike('60 down')", "DROP INDEX CONCURRENTLY IF EXISTS b_id_again"})
    public static final class RebuildB {}

    @Migration(version = "70", name = "no_way_back", irreversible = "a test")
    @Up({"CREATE TABLE forever (id int)", "SELECT walk.strike('70 up')"})
    public static final class NoWayBack {}

    @Migration(version = "80", name = "create_c")
    @Up({"CREATE TABLE c (id int)", "SELECT walk.strike('80 up')"})
    @Down({"DROP TABLE c", "SELECT walk.strike('80 down')"})
    public static final class CreateC {}

    @Migration(version = "90", name = "extend_a_again")
    @Up({"ALTER TABLE a ADD COLUMN second int", "SELECT walk.strike('90 up')"})
    @Down({"ALTER TABLE a DROP COLUMN second", "SELECT walk.strike('90 down')"})
    public static final class ExtendAAgain {}

    @Migration(version = "100", name = "index_c", transactional = false)
    @Up({"CREATE INDEX CONCURRENTLY c_id ON c (id)", "SELECT walk.strike('100 up')"})
    @Down({"DROP INDEX CONCURRENTLY IF EXISTS c_id", "SELECT walk.strike('100 down')"})
    public static final class IndexC {}
}
