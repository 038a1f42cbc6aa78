package dev.confiture.maven.goal;

import dev.confiture.maven.ConfitureMojo;
import dev.confiture.maven.Workplace;
import dev.confiture.maven.report.GoalReport;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Checks the configuration, the index of migrations and the rules that need all of them; their digests against the ledger
 * where a database can be reached. Starts no server.
 */
@Mojo(name = "validate", defaultPhase = LifecyclePhase.PROCESS_CLASSES, threadSafe = true)
public final class ValidateMojo extends ConfitureMojo {

    @Override
    protected GoalReport run(Workplace workplace) {
        return Migrations.validation(workplace.withMigrations().migrations().validate());
    }
}
