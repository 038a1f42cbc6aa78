package dev.confiture.db.lock;

/** Decides about a server process that still works for a run which is gone. */
@FunctionalInterface
public interface OrphanChoice {

    /** It ends by itself, when its statement does. */
    OrphanChoice LEAVE = orphan -> false;

    /** It is ended. */
    OrphanChoice TERMINATE = orphan -> true;

    /** Asked once about each orphan that does not end within seconds; may ask a person. */
    boolean terminates(LockHolder orphan);
}
