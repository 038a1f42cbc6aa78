package dev.confiture.schema.install;

/**
 * What installing a schema did.
 *
 * @param statements how many were sent
 * @param rows how many rows its INSERT and COPY statements made; schemas are compared without them
 */
public record InstallReport(int statements, long rows) {}
