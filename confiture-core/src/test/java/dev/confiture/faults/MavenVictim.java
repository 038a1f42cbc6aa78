package dev.confiture.faults;

import dev.confiture.db.Database;
import dev.confiture.faults.Victim.Goal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A whole Maven process that migrates: what people kill. */
final class MavenVictim {

    private final String maven;
    private final Path project;

    private MavenVictim(String maven, Path project) {
        this.maven = maven;
        this.project = project;
    }

    /**
     * Makes a project with {@link KillMigrations} and compiles it.
     *
     * @param maven the program
     * @param source that of the class
     * @param version of the plugin, found in the local repository
     */
    static MavenVictim compile(String maven, Path project, Path source, String version)
            throws IOException, InterruptedException {
        Path copy = project.resolve("src/main/java/dev/confiture/faults").resolve(source.getFileName());
        Files.createDirectories(copy.getParent());
        Files.copy(source, copy);
        Files.writeString(project.resolve("confiture.yaml"), """
                environments:
                  local:
                    database_url: ${FAULTS_URL}
                """);
        Files.writeString(project.resolve("pom.xml"), """
                <project>
                <modelVersion>4.0.0</modelVersion>
                <groupId>faults</groupId><artifactId>faults</artifactId><version>1</version>
                <properties><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>
                <dependencies>
                  <dependency><groupId>dev.confiture</groupId><artifactId>confiture-migrations-api</artifactId><version>%1$s</version></dependency>
                </dependencies>
                <build><plugins>
                  <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.16.0</version><configuration>
                    <release>17</release>
                    <annotationProcessorPaths>
                      <path><groupId>dev.confiture</groupId><artifactId>confiture-processor</artifactId><version>%1$s</version></path>
                    </annotationProcessorPaths></configuration></plugin>
                  <plugin><groupId>dev.confiture</groupId><artifactId>confiture-maven-plugin</artifactId><version>%1$s</version></plugin>
                </plugins></build>
                </project>
                """.formatted(version));
        MavenVictim victim = new MavenVictim(maven, project);
        Process compiling = victim.process("process-classes").inheritIO().start();
        if (compiling.waitFor() != 0) {
            throw new IllegalStateException("the project of the Maven victims does not compile");
        }
        return victim;
    }

    private ProcessBuilder process(String... words) {
        List<String> command = new ArrayList<>(List.of(maven, "-B", "-ntp"));
        command.addAll(List.of(words));
        return new ProcessBuilder(command).directory(project.toFile());
    }

    /** As {@link KillCase.Victims} wants it. */
    Process start(Database database, String password, Goal goal, Path folder, Path output) throws IOException {
        ProcessBuilder process = switch (goal) {
            case MIGRATE -> process("confiture:migrate");
            case GROUP ->
                process("confiture:migrate", "-Dconfiture.group=true", "-Dconfiture.target=" + Victim.LAST_OF_GROUP);
            case ROLLBACK -> process("confiture:rollback", "-Dconfiture.toVersion=0");
        };
        process.environment()
                .put(
                        "FAULTS_URL",
                        "postgresql://postgres:" + password + "@" + database.hosts() + "/" + database.name());
        return process.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    /** Compiled classes and their index. */
    Path classes() {
        return project.resolve("target/classes");
    }
}
