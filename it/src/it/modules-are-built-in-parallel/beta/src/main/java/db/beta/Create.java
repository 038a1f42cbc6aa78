package db.beta;

import dev.confiture.migration.Down;
import dev.confiture.migration.Migration;
import dev.confiture.migration.Up;

@Migration(version = "2", name = "create_beta")
@Up("CREATE TABLE beta (id int)")
@Down("DROP TABLE beta")
public final class Create {}
