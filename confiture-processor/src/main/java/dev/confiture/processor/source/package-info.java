/**
 * Java source as the compiler read it: {@link dev.confiture.processor.source.Javac} is the way to the compiler behind
 * whatever wraps it, {@link dev.confiture.processor.source.ClassSource} what one class's source shows. Nothing here asks
 * the compiler about the inside of a method during a processing round: that would attribute the live tree, and javac
 * then crashes or loses errors. Everything is told from syntax alone.
 */
package dev.confiture.processor.source;
