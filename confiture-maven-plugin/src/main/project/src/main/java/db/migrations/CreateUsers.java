package db.migrations;

import dev.confiture.migration.Down;
import dev.confiture.migration.Migration;
import dev.confiture.migration.Up;

@Migration(version = "20260101090000", name = "create_users")
@Up("""
        CREATE SCHEMA app;
        CREATE TABLE app.users (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            name text NOT NULL
        )
        """)
@Down("DROP SCHEMA app CASCADE")
public final class CreateUsers {}
