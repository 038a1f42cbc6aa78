/**
 * What went wrong, said once: {@link dev.confiture.problem.Problem} is the one shape in which every part of Confiture
 * reports a user's mistake or a finding, {@link dev.confiture.problem.ProblemCode} names its kind and its page in the
 * documentation. Pure.
 */
package dev.confiture.problem;
