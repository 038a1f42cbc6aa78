/**
 * Java source as characters, apart from any compiler: its tokens, the digests of them, and where each character of a
 * literal's value stands. Pure.
 */
package dev.confiture.processor.text;
