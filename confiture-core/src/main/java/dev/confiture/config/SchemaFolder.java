package dev.confiture.config;

import java.util.List;

/**
 * One folder of DDL files.
 *
 * @param path relative to the project's root, parts joined by {@code /}, may begin with {@code ..}
 * @param order folders with lower numbers come first in the script; equal ones in the order of the configuration
 * @param recursive whether folders below it count
 * @param include globs, matched against the path below the folder (parts joined by {@code /}); none means every
 *     {@code .sql} file
 * @param exclude globs of files that are left out, matched in the same way
 */
public record SchemaFolder(String path, int order, boolean recursive, List<String> include, List<String> exclude) {

    /** {@code db/schema} and everything below it. */
    public static final SchemaFolder DEFAULT = of("db/schema", 0);

    public SchemaFolder {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        if (path.isEmpty() || path.startsWith("/") || path.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("not a path relative to the project: " + path);
        }
    }

    public static SchemaFolder of(String path, int order) {
        return new SchemaFolder(path, order, true, List.of(), List.of());
    }
}
