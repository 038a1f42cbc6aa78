package dev.confiture;

import dev.confiture.config.Environment;
import dev.confiture.config.Project;
import dev.confiture.config.SeedMode;
import dev.confiture.schema.BuiltSchema;
import dev.confiture.schema.SchemaBuilder;
import dev.confiture.schema.SchemaDirectory;

/** {@code db/schema}: one script, and a database that equals it. */
public final class SchemaJourney {

    private final Project project;

    SchemaJourney(Project project) {
        this.project = project;
    }

    /** Today's db/schema as one script, with the seeds inside it if the environment says so. */
    public BuiltSchema script() {
        return SchemaBuilder.build(
                project.environment().seedMode() == SeedMode.CONCATENATE
                        ? directory().readAll()
                        : directory().readSchemaOnly());
    }

    /** Today's db/schema as one script, without seeds. */
    public BuiltSchema scriptWithoutSeeds() {
        return SchemaBuilder.build(directory().readSchemaOnly());
    }

    private SchemaDirectory directory() {
        Environment environment = project.environment();
        return SchemaDirectory.of(
                project.root(), environment.schemaFolders(), environment.build().sortMode());
    }
}
