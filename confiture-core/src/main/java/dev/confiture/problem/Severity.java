package dev.confiture.problem;

/** How much a problem matters; the order is from harmless to fatal. */
public enum Severity {
    /** Worth knowing; nothing has to be done. */
    NOTE,
    /** Probably not what was meant; the goal goes on. */
    WARNING,
    /** The goal fails. */
    ERROR
}
