/**
 * What the engine survives: random walks against a model, kills at every step, many runs at once. docs/guides/faults.md says
 * what was measured.
 */
package dev.confiture.faults;
