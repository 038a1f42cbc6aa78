/**
 * From a server to a {@link dev.confiture.catalog.Catalog}: {@link dev.confiture.introspect.catalog.CatalogReader} reads
 * everything in one snapshot with a fixed number of queries, which lie beside the classes as resources. Shares no query
 * with {@code ServerDefinitions}, so that each can judge the other.
 */
package dev.confiture.introspect.catalog;
