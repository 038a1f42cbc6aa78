/**
 * How fast Confiture is beside psql, Flyway and Liquibase; see docs/performance.md. {@link
 * dev.confiture.benchmark.Benchmark} is a program, not a test: it takes minutes, and its numbers are the machine's.
 */
package dev.confiture.benchmark;
