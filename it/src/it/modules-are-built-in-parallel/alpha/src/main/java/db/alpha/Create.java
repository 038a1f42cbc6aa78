package db.alpha;

import dev.confiture.migration.Down;
import dev.confiture.migration.Migration;
import dev.confiture.migration.Up;

@Migration(version = "1", name = "create_alpha")
@Up("CREATE TABLE alpha (id int)")
@Down("DROP TABLE alpha")
public final class Create {}
