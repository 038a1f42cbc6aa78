package dev.confiture.processor.source;

/**
 * One token of a source file.
 *
 * @param text as written; of a text block the content without its indentation
 * @param start index of its first character in the {@link SourceText}
 */
record Token(String text, int start) {

    boolean isName() {
        return Character.isJavaIdentifierStart(text.codePointAt(0));
    }
}
