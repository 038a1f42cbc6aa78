/**
 * What happened, told while it happens: parts of Confiture send an {@link dev.confiture.event.Event} to the
 * {@link dev.confiture.event.EventSink} they were given; whoever runs them turns events into log lines or a progress
 * line. There is no logger anywhere else. Pure.
 */
package dev.confiture.event;
