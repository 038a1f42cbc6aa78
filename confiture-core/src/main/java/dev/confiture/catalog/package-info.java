/**
 * A picture of one database's objects: {@link dev.confiture.catalog.Catalog} holds each of them as a kind, a name and the
 * properties that the server told, with what needs what. Pure: it is read elsewhere and compared elsewhere.
 */
package dev.confiture.catalog;
