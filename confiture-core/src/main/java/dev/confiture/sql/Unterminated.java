package dev.confiture.sql;

import static java.util.Objects.requireNonNull;

/**
 * A script that ends inside something.
 *
 * @param offset UTF-16 offset where that began; for COPY data the COPY statement
 */
public record Unterminated(What what, int offset) {

    public Unterminated {
        requireNonNull(what, "what");
    }

    /** What was open at the end of the script. */
    public enum What {
        STRING("a string", "'"),
        QUOTED_NAME("a quoted name", "\""),
        DOLLAR_STRING("a dollar-quoted string", "the same $tag$ that opened it"),
        BLOCK_COMMENT("a comment", "*/"),
        COPY_DATA("the data of COPY … FROM stdin", "a line that holds only \\."),
        ATOMIC_BODY("a BEGIN ATOMIC body", "END"),
        PARENTHESIS("parentheses", ")");

        private final String description;
        private final String closing;

        What(String description, String closing) {
            this.description = description;
            this.closing = closing;
        }

        /** For messages, with its article: "a string". */
        public String description() {
            return description;
        }

        /** What is missing, for messages. */
        public String closing() {
            return closing;
        }
    }
}
