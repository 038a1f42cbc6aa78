package dev.confiture.plan;

/** What becomes of one object between two catalogs. */
enum Fate {
    /** Untouched. */
    KEPT,
    ADDED,
    REMOVED,
    /** Changed in place. */
    ALTERED,
    /** Only its comment, owner or grants change. */
    DESCRIBED,
    /** Dropped and made again: it, or what it needs, cannot be changed in place. */
    REBUILT,
    /** As REBUILT, but what is in use or holds rows is first set aside under another name. */
    SWAPPED
}
