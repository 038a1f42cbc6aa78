/**
 * Views and what reacts to statements: rules, triggers, event triggers. Front door:
 * {@link dev.confiture.plan.ddl.view.ViewDdl}. Pure.
 */
package dev.confiture.plan.ddl.view;
