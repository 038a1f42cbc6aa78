package db.base;

import dev.confiture.migration.Down;
import dev.confiture.migration.Migration;
import dev.confiture.migration.Up;

/** In a module without a configuration: it comes to the database of those that depend on it. */
@Migration(version = "1", name = "create_base")
@Up("CREATE TABLE base (id int)")
@Down("DROP TABLE base")
public final class Create {}
