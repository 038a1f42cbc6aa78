package db.migrations;

import dev.confiture.migration.Migration;
import dev.confiture.migration.Up;

@Migration(version = "3", name = "broken", irreversible = "never works")
@Up({"CREATE TABLE half (id int)", "ALTER TABLE nobody ADD COLUMN x int"})
public final class Broken {}
