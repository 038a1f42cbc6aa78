/**
 * The text of an index: written by the annotation processor, read by the goals, the same bytes for the same migrations.
 * The front door is {@link dev.confiture.index.format.IndexFormat}. Pure.
 */
package dev.confiture.index.format;
