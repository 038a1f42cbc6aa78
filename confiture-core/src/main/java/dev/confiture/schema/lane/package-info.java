/**
 * Which statements of a script may run beside the others: {@link dev.confiture.schema.lane.LanePlan} cuts a script for two
 * sessions. Judges by words alone and, in doubt, lets a statement wait its turn. Pure.
 */
package dev.confiture.schema.lane;
