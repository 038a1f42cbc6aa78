package dev.confiture.migration;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a class a migration. The class is public, not abstract, top-level or static nested, and has a public constructor
 * without parameters; it implements {@link ReversibleMigration}, or {@link JavaMigration} together with a reason in
 * {@link #irreversible()}, or carries {@link Up} and {@link Down}. The annotation processor checks all of this and
 * writes the class into {@code META-INF/confiture/migrations.idx}; a class that is not in an index does not exist for
 * the goals.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Migration {

    /**
     * The place in the order: groups of decimal digits joined by {@code .} or {@code _}, compared number by number, so
     * {@code 001} and {@code 1} are the same version. Generated ones are UTC timestamps ({@code 20261120101500}).
     *
     * @return the version as written
     */
    String version();

    /**
     * What the migration does, for people: lower-case letters, digits and {@code _}, starting with a letter, at most
     * 100 characters ({@code add_user_bio}).
     *
     * @return the name
     */
    String name();

    /**
     * Whether the migration and its ledger row share one transaction. {@code false} is for statements that PostgreSQL
     * refuses inside one ({@code CREATE INDEX CONCURRENTLY}) and for {@link MigrationContext#inBatches}. Then every
     * statement that PostgreSQL allows in a transaction has one of its own, together with a record that it is done; a
     * failure half-way leaves the statements before it, and the next run goes on after them.
     *
     * @return true by default
     */
    boolean transactional() default true;

    /**
     * Why there is no way back. Required where the class has no {@code down}; refused where it has one.
     *
     * @return the reason, for people; empty means reversible
     */
    String irreversible() default "";

    /**
     * Migrations that must have run before this one. They need not have a smaller version; the order respects both.
     *
     * @return classes that are migrations themselves
     */
    Class<?>[] dependsOn() default {};

    /**
     * Whether this is a data migration. A build of db/schema contains every schema migration but no data; a data
     * migration therefore still runs after a build.
     *
     * @return false by default
     */
    boolean data() default false;

    /**
     * Whether the migration may be tried again, on a new instance and after a full rollback, when others were in the
     * way: it could not get a lock in time (SQLSTATE 55P03), met another session in a deadlock (40P01), or could not be
     * serialized with another transaction (40001). Has no meaning where {@link #transactional()} is false: those are
     * never tried again.
     *
     * @return true by default
     */
    boolean retryable() default true;

    /**
     * How long one statement may wait for a lock, over the environment's own {@code lock_timeout}: a whole number and
     * {@code ms}, {@code s} or {@code min}, for example {@code "5s"}; 1 ms to 24 h.
     *
     * @return the limit; empty for the environment's
     */
    String lockTimeout() default "";

    /**
     * Whether {@link MigrationContext#connection()} may be used. Statements sent over it are neither counted nor
     * part of the SQL digest, and commits on it are refused all the same.
     *
     * @return false by default
     */
    boolean rawConnection() default false;

    /**
     * What happens where {@link #transactional()} is false, a run did not come to the migration's end, and the records
     * of its statements cannot answer for it. Migrations that only call {@code execute}, {@code script}, {@code update}
     * and {@code inBatches} need no such rule: the next run goes on where the last one stopped.
     *
     * @return MANUAL by default
     */
    OnInterrupt onInterrupt() default OnInterrupt.MANUAL;

    /**
     * The environments in which the migration runs.
     *
     * @return names as in confiture.yaml; none means all
     */
    String[] environments() default {};
}
