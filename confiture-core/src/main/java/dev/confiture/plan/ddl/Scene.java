package dev.confiture.plan.ddl;

import dev.confiture.catalog.Catalog;
import dev.confiture.catalog.ObjectKey;

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
