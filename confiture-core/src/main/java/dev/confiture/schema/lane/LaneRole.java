package dev.confiture.schema.lane;

/** How a statement of a script gets along with others that run at the same time. */
enum LaneRole {
    /**
     * Adds something that quick statements behind it neither need nor change, and binds no name that they make: may run
     * later than its turn, in the side lane.
     */
    SIDE,
    /** Adds something too, and is needed by others: runs in its turn, while the side lane works. */
    MAIN,
    /** A setting of the session: each lane makes it at its place. */
    BOTH,
    /** Waits until everything before it is done, and everything behind waits for it. */
    ALONE,
    /** It and everything behind it must share one transaction and one session. */
    LAST
}
