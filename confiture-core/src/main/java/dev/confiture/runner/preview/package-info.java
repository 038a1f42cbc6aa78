/**
 * What is known of a migration's statements before any of it runs: {@link dev.confiture.runner.preview.MigrationPreview}
 * reads the index and the SQL resources, and judges each statement. Reads the class path only.
 */
package dev.confiture.runner.preview;
