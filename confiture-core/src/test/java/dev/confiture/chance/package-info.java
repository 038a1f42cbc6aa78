/**
 * Schemas made at random: {@link dev.confiture.chance.RandomSchema} draws them from a seed, each with a neighbour that differs
 * in a few decisions; {@link dev.confiture.chance.RandomSchemasTest} takes plans from one to the other and back.
 */
package dev.confiture.chance;
