/**
 * What is renamed instead of dropped and made again: {@link dev.confiture.plan.rename.RenameChooser} holds what comments in the
 * DDL tell against both catalogs; {@link dev.confiture.plan.rename.LookAlikes} finds what somebody forgot to tell. Pure.
 */
package dev.confiture.plan.rename;
