package db.migrations;

import dev.confiture.migration.Down;
import dev.confiture.migration.Migration;
import dev.confiture.migration.Up;

@Migration(version = "3", name = "on_a_branch", data = true)
@Up("CREATE TABLE branch (id int)")
@Down("DROP TABLE branch")
public final class OnABranch {}
