package dev.confiture.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;

/** Which goals of ours a Maven command runs: those that it names, and those that the modules bind to phases it reaches. */
final class GoalsOfCommand {

    /** The phases of Maven's default lifecycle, in order. */
    private static final List<String> PHASES = List.of(
            "validate",
            "initialize",
            "generate-sources",
            "process-sources",
            "generate-resources",
            "process-resources",
            "compile",
            "process-classes",
            "generate-test-sources",
            "process-test-sources",
            "generate-test-resources",
            "process-test-resources",
            "test-compile",
            "process-test-classes",
            "test",
            "prepare-package",
            "package",
            "pre-integration-test",
            "integration-test",
            "post-integration-test",
            "verify",
            "install",
            "deploy");

    private final List<String> tasks;
    private final List<MavenProject> modules;
    private final PluginDescriptor plugin;

    /** @param modules of this build */
    GoalsOfCommand(MavenSession session, List<MavenProject> modules, MojoExecution execution) {
        this.tasks = session.getGoals();
        this.modules = modules;
        this.plugin = execution.getMojoDescriptor().getPluginDescriptor();
    }

    /** A goal stands in it as often as it runs in some module. */
    List<MojoDescriptor> all() {
        return Stream.concat(named(), bound())
                .flatMap(goal -> Optional.ofNullable(plugin.getMojo(goal)).stream())
                .toList();
    }

    /** As {@code confiture:migrate}; a goal of another plugin that is called like one of ours is taken for ours. */
    private Stream<String> named() {
        return tasks.stream()
                .filter(task -> task.indexOf(':') >= 0)
                .map(task -> task.substring(task.lastIndexOf(':') + 1))
                .map(goal -> goal.contains("@") ? goal.substring(0, goal.indexOf('@')) : goal);
    }

    private Stream<String> bound() {
        List<String> goals = new ArrayList<>();
        for (MavenProject module : modules) {
            Optional.ofNullable(module.getPlugin(plugin.getPluginLookupKey()))
                    .ifPresent(bound -> bound.getExecutions()
                            .forEach(execution -> execution.getGoals().stream()
                                    .filter(goal -> isReached(phase(execution, goal)))
                                    .forEach(goals::add)));
        }
        return goals.stream();
    }

    private Optional<String> phase(PluginExecution execution, String goal) {
        return Optional.ofNullable(execution.getPhase())
                .or(() -> Optional.ofNullable(plugin.getMojo(goal)).map(MojoDescriptor::getPhase));
    }

    /** Phases of other lifecycles, and a command that names nothing, are taken to reach everything. */
    private boolean isReached(Optional<String> phase) {
        int wanted = phase.map(PHASES::indexOf).orElse(-1);
        return tasks.isEmpty()
                || tasks.stream()
                        .filter(task -> task.indexOf(':') < 0)
                        .mapToInt(PHASES::indexOf)
                        .anyMatch(last -> last < 0 || wanted <= last);
    }
}
