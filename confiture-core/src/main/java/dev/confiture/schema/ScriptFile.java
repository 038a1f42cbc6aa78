package dev.confiture.schema;

import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.SourceSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Puts a built schema's script into a file. */
public final class ScriptFile {

    private ScriptFile() {}

    /**
     * Writes the script as UTF-8, folders included; a reader sees the old file or the new one, never half of one.
     *
     * @throws ConfitureException ({@code schema.unwritable}) if the file cannot be written
     */
    public static void write(BuiltSchema schema, Path file) {
        Path target = file.toAbsolutePath();
        try {
            Path folder = Files.createDirectories(target.getParent());
            // Not createTempFile: nobody else could read what it makes.
            Path draft = folder.resolve(
                    target.getFileName() + "." + ProcessHandle.current().pid() + "-"
                            + Thread.currentThread().getId() + ".tmp");
            try {
                Files.writeString(draft, schema.script());
                Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new ConfitureException(
                    Problem.error(
                            ProblemCode.SCHEMA_UNWRITABLE,
                            "Cannot write the script " + file + ".",
                            SourceSpan.of(file.toString()),
                            String.valueOf(e.getMessage()),
                            "make the folder writable, or choose another file (-Dconfiture.output=…)"),
                    e);
        }
    }
}
