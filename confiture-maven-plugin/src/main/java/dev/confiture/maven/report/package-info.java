/**
 * What a goal found, as text for people and as JSON for programs: {@link dev.confiture.maven.report.GoalReport}. The JSON
 * is described by docs/schemas/report.schema.json. Pure.
 */
package dev.confiture.maven.report;
