/**
 * Writers of routines and of what is made of them: casts, operators and their classes, conversions;
 * {@link dev.confiture.plan.ddl.routine.RoutineDdl} hands them out. Pure.
 */
package dev.confiture.plan.ddl.routine;
