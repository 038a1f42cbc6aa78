package db.migrations;

import dev.confiture.migration.Down;
import dev.confiture.migration.Migration;
import dev.confiture.migration.Up;

@Migration(version = "1", name = "create_note")
@Up("CREATE TABLE note (id bigint PRIMARY KEY, text text NOT NULL)")
@Down("DROP TABLE note")
public final class CreateNote {}
