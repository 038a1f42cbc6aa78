package dev.confiture.index;

/** How a migration's two ways are written. */
public enum MigrationForm {
    /** {@code JavaMigration}: up only. */
    JAVA,
    /** {@code ReversibleMigration}: up and down. */
    REVERSIBLE_JAVA,
    /** {@code @Up} only. */
    DECLARATIVE,
    /** {@code @Up} and {@code @Down}. */
    REVERSIBLE_DECLARATIVE;

    public boolean isReversible() {
        return this == REVERSIBLE_JAVA || this == REVERSIBLE_DECLARATIVE;
    }

    public boolean isDeclarative() {
        return this == DECLARATIVE || this == REVERSIBLE_DECLARATIVE;
    }
}
