/**
 * {@code build.two_pass}: {@link dev.confiture.schema.order.StatementOrder} moves whole statements behind those that they
 * need, and nothing else. What a statement creates and needs is read by JSqlParser, or from its tokens where JSqlParser
 * cannot. Pure.
 */
package dev.confiture.schema.order;
