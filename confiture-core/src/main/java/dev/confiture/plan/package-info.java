/**
 * From a change set to statements in an order that works: {@code Planner}. Pure; what is planned here is
 * executed and proved elsewhere.
 */
package dev.confiture.plan;
