/**
 * What a statement may hurt, judged from its text: {@link dev.confiture.hazard.HazardReview} reads the statements of one
 * migration in order and says which locks they take, what to know about them, and how risky they are. What it cannot read
 * is {@link dev.confiture.hazard.Tier#UNKNOWN}, never harmless. Pure.
 */
package dev.confiture.hazard;
