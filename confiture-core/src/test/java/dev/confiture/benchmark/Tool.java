package dev.confiture.benchmark;

import dev.confiture.db.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A Maven plugin that is measured, and the project that it is measured on. */
enum Tool {
    CONFITURE("confiture:build", "confiture:migrate", "confiture:status") {
        @Override
        void writeSchema(Path project, SyntheticSchema schema, Server server) throws IOException {
            write(project, server);
            schema.writeTo(project.resolve("db/schema"));
        }

        @Override
        void writeMigrations(Path project, SyntheticMigrations migrations, Server server) throws IOException {
            write(project, server);
            migrations.writeJava(project.resolve("src/main/java/db/migrations"));
        }

        private void write(Path project, Server server) throws IOException {
            Files.writeString(project.resolve("confiture.yaml"), """
                    environments:
                      local:
                        database_url: %1$s
                        schema_dir: db/schema
                      cached:
                        database_url: %1$s
                        schema_dir: db/schema
                        build: {cache: true}
                    """.formatted(server.url()));
            writePom(project, """
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
                    """.formatted(version("confiture")));
        }

        @Override
        List<String> connection(Server server) {
            return List.of();
        }
    },
    FLYWAY("flyway:migrate", "flyway:migrate", "flyway:info") {
        @Override
        void writeSchema(Path project, SyntheticSchema schema, Server server) throws IOException {
            write(project);
            Files.writeString(
                    Files.createDirectories(project.resolve("sql")).resolve("V1__schema.sql"), schema.script());
        }

        @Override
        void writeMigrations(Path project, SyntheticMigrations migrations, Server server) throws IOException {
            write(project);
            migrations.writeFlyway(project.resolve("sql"));
        }

        private void write(Path project) throws IOException {
            writePom(project, """
                    <build><plugins><plugin>
                      <groupId>org.flywaydb</groupId><artifactId>flyway-maven-plugin</artifactId><version>%1$s</version>
                      <configuration><locations><location>filesystem:${project.basedir}/sql</location></locations></configuration>
                      <dependencies>
                        <dependency><groupId>org.flywaydb</groupId><artifactId>flyway-database-postgresql</artifactId><version>%1$s</version></dependency>
                        <dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId><version>%2$s</version></dependency>
                      </dependencies>
                    </plugin></plugins></build>
                    """.formatted(version("flyway"), version("postgresql")));
        }

        @Override
        List<String> connection(Server server) {
            return List.of(
                    "-Dflyway.url=" + url(server),
                    "-Dflyway.user=" + Server.USER,
                    "-Dflyway.password=" + server.password());
        }
    },
    LIQUIBASE("liquibase:update", "liquibase:update", "liquibase:status") {
        @Override
        void writeSchema(Path project, SyntheticSchema schema, Server server) throws IOException {
            // Whole, because that is its fastest way.
            write(
                    project,
                    "<changeSet id=\"1\" author=\"bench\"><sqlFile path=\"schema.sql\" splitStatements=\"false\""
                            + " relativeToChangelogFile=\"true\"/></changeSet>");
            Files.writeString(project.resolve("schema.sql"), schema.script());
        }

        @Override
        void writeMigrations(Path project, SyntheticMigrations migrations, Server server) throws IOException {
            write(project, "<includeAll path=\"changes\" relativeToChangelogFile=\"true\"/>");
            migrations.writeLiquibase(project.resolve("changes"));
        }

        private void write(Path project, String changes) throws IOException {
            String namespace = "http://www.liquibase.org/xml/ns/dbchangelog";
            Files.writeString(project.resolve("changelog.xml"), """
                    <databaseChangeLog xmlns="%1$s" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                        xsi:schemaLocation="%1$s %1$s/dbchangelog-latest.xsd">%2$s</databaseChangeLog>
                    """.formatted(namespace, changes));
            writePom(
                    project,
                    liquibase(
                            "<changeLogFile>changelog.xml</changeLogFile><searchPath>${project.basedir}</searchPath>"));
        }

        @Override
        List<String> connection(Server server) {
            return List.of(
                    "-Dliquibase.url=" + url(server),
                    "-Dliquibase.username=" + Server.USER,
                    "-Dliquibase.password=" + server.password());
        }
    };

    private final String build;
    private final String migrate;
    private final String status;

    Tool(String build, String migrate, String status) {
        this.build = build;
        this.migrate = migrate;
        this.status = status;
    }

    /** The goal that makes a database from a whole schema. */
    String build() {
        return build;
    }

    String migrate() {
        return migrate;
    }

    String status() {
        return status;
    }

    abstract void writeSchema(Path project, SyntheticSchema schema, Server server) throws IOException;

    abstract void writeMigrations(Path project, SyntheticMigrations migrations, Server server) throws IOException;

    /** Options that name the database. */
    abstract List<String> connection(Server server);

    /** What the build that runs the benchmark says, where all versions stand. */
    private static String version(String artifact) {
        return System.getProperty("benchmark." + artifact);
    }

    /** @param configuration what no property can say otherwise */
    static String liquibase(String configuration) {
        return """
                <build><plugins><plugin>
                  <groupId>org.liquibase</groupId><artifactId>liquibase-maven-plugin</artifactId><version>%1$s</version>
                  <configuration>%3$s</configuration>
                  <dependencies>
                    <dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId><version>%2$s</version></dependency>
                  </dependencies>
                </plugin></plugins></build>
                """.formatted(version("liquibase"), version("postgresql"), configuration);
    }

    private static String url(Server server) {
        return jdbcUrl(server, server.database());
    }

    static String jdbcUrl(Server server, Database database) {
        return "jdbc:postgresql://" + server.hosts() + "/" + database.name();
    }

    /** A project around these lines. */
    static void writePom(Path project, String content) throws IOException {
        Files.writeString(project.resolve("pom.xml"), """
                <project>
                <modelVersion>4.0.0</modelVersion>
                <groupId>benchmark</groupId><artifactId>benchmark</artifactId><version>1</version>
                <properties><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>
                %s</project>
                """.formatted(content));
    }
}
