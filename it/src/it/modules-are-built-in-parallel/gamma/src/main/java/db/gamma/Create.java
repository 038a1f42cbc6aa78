package db.gamma;

import dev.confiture.migration.Down;
import dev.confiture.migration.Migration;
import dev.confiture.migration.Up;

@Migration(version = "3", name = "create_gamma")
@Up("CREATE TABLE gamma (id int)")
@Down("DROP TABLE gamma")
public final class Create {}
