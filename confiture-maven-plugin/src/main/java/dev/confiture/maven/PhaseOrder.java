package dev.confiture.maven;

import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/** Who runs first in one phase: Maven goes by the order of the plugins in the pom.xml. */
final class PhaseOrder {

    private static final String FAILSAFE = "org.apache.maven.plugins:maven-failsafe-plugin";
    private static final String INTEGRATION_TEST = "integration-test";

    private PhaseOrder() {}

    /** A warning if the integration tests would see the database as it was before this goal. */
    static Optional<Problem> failsafeFirst(MavenProject module, MojoExecution execution) {
        List<String> plugins =
                module.getBuildPlugins().stream().map(Plugin::getKey).toList();
        int failsafe = plugins.indexOf(FAILSAFE);
        if (!INTEGRATION_TEST.equals(execution.getLifecyclePhase())
                || failsafe < 0
                || failsafe > plugins.indexOf(execution.getPlugin().getKey())
                || !runsTests(module.getBuildPlugins().get(failsafe))) {
            return Optional.empty();
        }
        return Optional.of(Problem.warning(
                ProblemCode.MAVEN_FAILSAFE_FIRST,
                "The integration tests of module " + module.getArtifactId() + " run before confiture:"
                        + execution.getGoal() + ".",
                "maven-failsafe-plugin stands before " + execution.getPlugin().getArtifactId()
                        + " in the pom.xml, and both run in the phase integration-test",
                "move " + execution.getPlugin().getArtifactId() + " before maven-failsafe-plugin"));
    }

    private static boolean runsTests(Plugin failsafe) {
        return failsafe.getExecutions().stream()
                .filter(each -> each.getGoals().contains(INTEGRATION_TEST))
                .map(PluginExecution::getPhase)
                .anyMatch(phase -> phase == null || phase.equals(INTEGRATION_TEST));
    }
}
