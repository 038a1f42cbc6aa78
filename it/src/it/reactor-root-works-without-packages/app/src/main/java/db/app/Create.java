package db.app;

import dev.confiture.migration.Down;
import dev.confiture.migration.Migration;
import dev.confiture.migration.Up;

@Migration(version = "2", name = "create_app")
@Up("CREATE TABLE app (id int)")
@Down("DROP TABLE app")
public final class Create {}
