package dev.confiture.config;

/** What happens to seed files that lie inside the schema folders ({@code seed.execution_mode}). */
public enum SeedMode {
    /** They are part of the script, in their place. The default. */
    CONCATENATE,
    /** They are left out of the script: seeds are applied on their own, file by file. */
    SEQUENTIAL
}
