package dev.confiture.plan.ddl;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import java.util.List;

/** What a writer may know of the plan around its object. */
public interface Scene {

    /** What the database is before the plan. */
    Catalog before();

    /** What it becomes. */
    Catalog after();

    /**
     * Whether the plan itself makes the object (or makes it anew), so that nobody else uses it yet and no lock on it hurts;
     * also true of parts of such an object.
     */
    boolean isNew(ObjectKey key);

    /**
     * Whether a table that is there leaves a parent or joins one: what the plan does to the parent does not reach it, and
     * joining gives it nothing.
     *
     * @param table ready for SQL, with its schema
     */
    boolean isApart(String table);

    /**
     * Whether a constraint of another table in its schema has the same name, so that the server would choose another one for
     * it; those that a parent gives do not count.
     */
    boolean isNamesake(ObjectKey constraint);

    /**
     * What is to be made together with an object, in one statement where the server allows that: the columns of a new table
     * in their order, then defaults, constraints, parents; the default of a new column; the attributes of a composite type;
     * the checks of a domain. They get no call of their own.
     */
    List<CatalogObject> parts(ObjectKey whole);

    /** Whether statements should keep readers and writers working, at the price of more steps. */
    Style style();

    /** How to change what is in use. */
    enum Style {
        /** Concurrent index builds, NOT VALID and VALIDATE: several transactions. */
        ONLINE,
        /** The plain forms, in one transaction wherever the server allows it. */
        PLAIN
    }
}
