/**
 * What statements with CONCURRENTLY leave in a database when they do not come to their end:
 * {@link dev.confiture.runner.concurrent.IndexBuilds} finds indexes that no build finished, waits for builds that are
 * still running, and clears away what is left. IO.
 */
package dev.confiture.runner.concurrent;
