package dev.confiture.migration;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The forward SQL of a declarative migration: a class with {@link Migration}, {@code @Up} and {@link Down} needs no
 * method. The SQL is known to the compiler, so it is checked, digested and shown in plans without running code.
 *
 * <pre>{@code
 * @Migration(version = "20261120101500", name = "add_user_bio")
 * @Up("ALTER TABLE app.users ADD COLUMN bio text")
 * @Down("ALTER TABLE app.users DROP COLUMN bio")
 * public final class AddUserBio {}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Up {

    /**
     * SQL to run, in this order; each element holds one or several statements.
     *
     * @return constant SQL; may be empty when {@link #resource()} is given
     */
    String[] value() default {};

    /**
     * A script on the class path, UTF-8, run after {@link #value()}; without a leading slash it is relative to the
     * package of the class.
     *
     * @return the name of the resource; empty for none
     */
    String resource() default "";
}
