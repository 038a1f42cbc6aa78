package dev.confiture.maven.init;

import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The files of a new project, and the folder that they go to. */
public final class ProjectLayout {

    private static final String POM = "pom.xml";
    private static final String SAMPLE_NAME = "my-app";

    private static final List<String> FILES = List.of(
            "confiture.yaml",
            "db/schema/00_common/010_schema.sql",
            "db/schema/10_tables/010_user.sql",
            "src/main/java/db/migrations/CreateUsers.java",
            "src/main/java/db/migrations/AddUserBio.java",
            "src/test/java/db/UsersIT.java");

    private static final List<String> NEEDED =
            List.of("confiture-migrations-api", "confiture-processor", "confiture-maven-plugin");

    /** Git would read a file of its own name here, and leave things out of our jar's source. */
    private static final String IGNORE = "gitignore";

    private final Path folder;

    public ProjectLayout(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /**
     * Writes every file that is not there yet.
     *
     * @return what was written and what was kept, as paths below the folder
     * @throws ConfitureException if a file cannot be written
     */
    public Written write() {
        Written written = new Written(new ArrayList<>(), new ArrayList<>());
        write(POM, read(POM).replace(SAMPLE_NAME, artifactId()), written);
        for (String file : FILES) {
            write(file, read(file), written);
        }
        write("." + IGNORE, read(IGNORE), written);
        return written;
    }

    /** Whether the {@code pom.xml} names all that a project needs of Confiture; a parent may do so in its place. */
    public boolean pomNamesConfiture() {
        try {
            String pom = Files.readString(folder.resolve(POM));
            return NEEDED.stream().allMatch(pom::contains);
        } catch (IOException e) {
            return false; // in another encoding: Maven knows which, and the lines do no harm
        }
    }

    /** What a {@code pom.xml} that is there already needs: two pieces to paste. */
    public static String pomLines() {
        String pom = read(POM);
        return between(pom, "  <properties>", "</properties>\n")
                + between(pom, "  <dependencies>", "</dependencies>\n")
                + between(pom, "  <build>", "</build>\n");
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start);
        return text.substring(from, text.indexOf(end, from) + end.length());
    }

    /** The folder's name where Maven allows it: letters, digits, {@code _}, {@code -} and {@code .}. */
    private String artifactId() {
        Path name = folder.getFileName();
        String id = name == null ? "" : name.toString().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_.-]+", "-");
        return id.matches(".*[a-z0-9].*") ? id : SAMPLE_NAME;
    }

    private void write(String name, String content, Written written) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
            written.created().add(name);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isRegularFile(file)) {
                throw unwritable(file, e);
            }
            written.kept().add(name);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static ConfitureException unwritable(Path file, IOException e) {
        return new ConfitureException(
                Problem.error(
                        ProblemCode.MAVEN_UNWRITABLE,
                        file + " cannot be written.",
                        e.toString(),
                        "check the folder's permissions and that no file stands where a folder must be"),
                e);
    }

    private static String read(String name) {
        try (InputStream file = ProjectLayout.class.getResourceAsStream("project/" + name)) {
            if (file == null) {
                throw new IllegalStateException("not in the plugin's jar: " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What became of the files, as paths below the folder with {@code /}, in the order of the work.
     *
     * @param created were not there
     * @param kept were there and stay as they are
     */
    public record Written(List<String> created, List<String> kept) {

        public boolean keptPom() {
            return kept.contains(POM);
        }
    }
}
