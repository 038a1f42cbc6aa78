package db.delta;

import dev.confiture.migration.Down;
import dev.confiture.migration.Migration;
import dev.confiture.migration.Up;

@Migration(version = "4", name = "create_delta")
@Up("CREATE TABLE delta (id int)")
@Down("DROP TABLE delta")
public final class Create {}
