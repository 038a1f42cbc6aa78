package dev.confiture.index;

/**
 * One migration as its source declares it.
 *
 * @param version its place in the order
 * @param name as in the annotation
 * @param className binary name ({@code db.migrations.AddUserBio}, nested {@code db.Outer$Inner})
 * @param form how up and down are written
 * @param options the annotation's other members
 * @param source where it stands and what it digests to
 * @param up constant SQL that {@code up} is known to run
 * @param down constant SQL that {@code down} is known to run; nothing where there is no way back
 */
public record IndexEntry(
        MigrationVersion version,
        String name,
        String className,
        MigrationForm form,
        MigrationOptions options,
        MigrationSource source,
        KnownSql up,
        KnownSql down) {

    /** {@code 20261120101500 add_user_bio}: what people see. */
    public String label() {
        return version.text() + " " + name;
    }
}
