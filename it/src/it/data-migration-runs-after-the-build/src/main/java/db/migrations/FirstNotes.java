package db.migrations;

import dev.confiture.migration.Migration;
import dev.confiture.migration.Up;
import dev.confiture.migration.Down;

@Migration(version = "1.5", name = "first_notes", data = true)
@Up("INSERT INTO note (id, text) VALUES (1, 'hello')")
@Down("DELETE FROM note")
public final class FirstNotes {}
