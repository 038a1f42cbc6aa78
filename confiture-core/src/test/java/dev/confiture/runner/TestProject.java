package dev.confiture.runner;

import dev.confiture.index.IndexEntry;
import dev.confiture.index.KnownSql;
import dev.confiture.index.MigrationForm;
import dev.confiture.index.MigrationIndex;
import dev.confiture.index.MigrationOptions;
import dev.confiture.index.MigrationSource;
import dev.confiture.index.MigrationVersion;
import dev.confiture.index.format.IndexFormat;
import dev.confiture.migration.Down;
import dev.confiture.migration.Migration;
import dev.confiture.migration.OnInterrupt;
import dev.confiture.migration.ReversibleMigration;
import dev.confiture.migration.Up;
import dev.confiture.runner.code.MigrationClassPath;
import dev.confiture.runner.code.MigrationCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A user's compiled project: the classes of these tests, and an index as the processor would write it. */
public final class TestProject {

    private final Path folder;

    public TestProject(Path folder) {
        this.folder = folder;
    }

    /** Where the compiler put the classes of these tests. */
    public static Path classes() {
        try {
            return Path.of(TestProject.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The migrations that these classes are; the caller closes them. */
    public MigrationCode with(Class<?>... migrations) {
        return withDigest("1", migrations);
    }

    /** @param digit the digest of every source is this hexadecimal digit, 64 times */
    public MigrationCode withDigest(String digit, Class<?>... migrations) {
        writeIndex(folder, digit, migrations);
        return open();
    }

    /** @param digits of each class the digit of which its digest is made */
    public MigrationCode with(Map<Class<?>, String> digits) {
        write(
                folder,
                digits.entrySet().stream()
                        .map(migration -> entry(migration.getKey(), migration.getValue()))
                        .toList());
        return open();
    }

    private MigrationCode open() {
        return MigrationCode.open(
                MigrationClassPath.of(List.of(folder, classes()), List.of(), TestProject.class.getClassLoader()));
    }

    public static void writeIndex(Path folder, String digit, Class<?>... migrations) {
        write(folder, Arrays.stream(migrations).map(type -> entry(type, digit)).toList());
    }

    private static void write(Path folder, List<IndexEntry> entries) {
        MigrationIndex index = new MigrationIndex(entries);
        Path file = folder.resolve(MigrationIndex.RESOURCE);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, IndexFormat.write(index));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IndexEntry entry(Class<?> type, String digit) {
        Migration declared = type.getAnnotation(Migration.class);
        Class<?> outer = type.getNestHost();
        String file = outer.getName().replace('.', '/') + ".java";
        return new IndexEntry(
                MigrationVersion.of(declared.version()),
                declared.name(),
                type.getName(),
                form(type),
                new MigrationOptions(
                        declared.transactional(),
                        Optional.of(declared.irreversible()).filter(reason -> !reason.isEmpty()),
                        Arrays.stream(declared.dependsOn()).map(Class::getName).toList(),
                        declared.data(),
                        declared.retryable(),
                        Optional.of(declared.lockTimeout())
                                .filter(text -> !text.isEmpty())
                                .map(text -> Duration.ofMillis(Long.parseLong(text.replace("ms", "")))),
                        declared.rawConnection(),
                        declared.onInterrupt() == OnInterrupt.RESTART,
                        List.of(declared.environments())),
                new MigrationSource(file, 1, Optional.of(digit.repeat(64)), List.of()),
                KnownSql.NOTHING,
                KnownSql.NOTHING);
    }

    private static MigrationForm form(Class<?> type) {
        if (type.isAnnotationPresent(Up.class)) {
            return type.isAnnotationPresent(Down.class)
                    ? MigrationForm.REVERSIBLE_DECLARATIVE
                    : MigrationForm.DECLARATIVE;
        }
        return ReversibleMigration.class.isAssignableFrom(type) ? MigrationForm.REVERSIBLE_JAVA : MigrationForm.JAVA;
    }
}
