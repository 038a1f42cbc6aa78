package dev.confiture.schema;

import static java.util.Objects.requireNonNull;

/**
 * One source file of the schema.
 *
 * @param name its path relative to the project, with {@code /}; never absolute
 * @param text its content, without a byte order mark; otherwise every byte as it was
 * @param purpose whether it makes the schema or fills it
 */
public record SchemaFile(String name, String text, Purpose purpose) {

    public SchemaFile {
        requireNonNull(name, "name");
        requireNonNull(text, "text");
        requireNonNull(purpose, "purpose");
    }

    /** What a file is for. */
    public enum Purpose {
        SCHEMA,
        /** In a path such as {@code 90_seeds/} or {@code seed_users.sql}. */
        SEED
    }
}
