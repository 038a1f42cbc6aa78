/**
 * Proves that a plan leads from one schema to another and back, by running it: {@link
 * dev.confiture.generate.PlanVerifier}. IO, in scratch databases only.
 */
package dev.confiture.generate;
