package dev.confiture.migration;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The SQL that undoes {@link Up}: after it the schema is as it was before. Data that {@code @Up} destroyed does not
 * come back; a migration that destroys data says so in {@link Migration#irreversible()} and has no {@code @Down}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Down {

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
