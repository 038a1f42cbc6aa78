/**
 * Repeated builds as clones: {@link dev.confiture.build.template.TemplateCache} keeps a copy of a database that was just
 * built, under a name made of everything that the result depends on, and makes the next such database from it.
 * {@link dev.confiture.build.template.Repeatability} says (pure) which schemas give the same result twice. IO.
 */
package dev.confiture.build.template;
