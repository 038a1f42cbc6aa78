/**
 * What differs between two catalogs: {@link dev.confiture.diff.CatalogDiffer} makes a change set of them. Says nothing of how
 * to get from one to the other. Pure.
 */
package dev.confiture.diff;
