package dev.confiture;

import dev.confiture.embedded.EveryMajor;
import dev.confiture.event.EventSink;
import dev.confiture.migration.Down;
import dev.confiture.migration.Migration;
import dev.confiture.migration.Up;
import dev.confiture.runner.TestProject;
import dev.confiture.runner.code.MigrationClassPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A project whose files a test writes, with two migrations that several tests run. */
record ProjectFolder(Path root) {

    @Migration(version = "1", name = "create_users")
    @Up("CREATE TABLE users (id int, name text)")
    @Down("DROP TABLE users")
    public static final class CreateUsers {}

    @Migration(version = "2", name = "add_size")
    @Up("ALTER TABLE users ADD COLUMN size int")
    @Down("ALTER TABLE users DROP COLUMN size")
    public static final class AddSize {}

    void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** With the servers of this build. */
    EngineSettings settings() {
        return new EngineSettings(root, artifact -> Optional.of(EveryMajor.jar(artifact)), EventSink.none());
    }

    /** The migrations of the index that lies in the folder. */
    MigrationClassPath classPath() {
        return MigrationClassPath.of(
                List.of(root, TestProject.classes()), List.of(), ProjectFolder.class.getClassLoader());
    }
}
