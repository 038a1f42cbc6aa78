package dev.confiture.schema;

import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.SourceSpan;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Bytes of a file as text, or what keeps them from being text that PostgreSQL can take. */
record Utf8(String text, Optional<Problem> problem) {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** The text without a byte order mark at its start; empty where there is a problem. */
    static Utf8 decode(String name, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        boolean malformed = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, out, true)
                .isError();
        if (malformed) {
            return new Utf8("", Optional.of(notText(name, bytes, in.position(), "is not UTF-8")));
        }
        String text = out.flip().toString();
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            int offset = text.substring(0, nul).getBytes(StandardCharsets.UTF_8).length;
            return new Utf8("", Optional.of(notText(name, bytes, offset, "is NUL, which no PostgreSQL text may hold")));
        }
        boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
        return new Utf8(marked ? text.substring(1) : text, Optional.empty());
    }

    private static Problem notText(String name, byte[] bytes, int offset, String what) {
        int line = 1;
        for (int i = 0; i < offset; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return Problem.error(
                ProblemCode.SCHEMA_NOT_UTF8,
                "The schema file " + name + " is not UTF-8 text.",
                SourceSpan.of(name, line),
                "byte " + offset + String.format(" (0x%02X) ", bytes[offset] & 0xFF) + what,
                "save the file as UTF-8 (for example: iconv -f latin1 -t utf-8)");
    }
}
