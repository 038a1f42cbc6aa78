package dev.confiture.index.format;

import java.util.HexFormat;

/** Any string as one line of valid UTF-8, and back, exactly. */
final class EscapedText {

    private EscapedText() {}

    static String escape(String text) {
        int plain = 0;
        while (plain < text.length() && isPlain(text.charAt(plain))) {
            plain++;
        }
        return plain == text.length() ? text : escapeAll(text);
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x7f && c != '\\';
    }

    private static String escapeAll(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> line.append("\\\\");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (Character.isISOControl(c) || isLoneSurrogate(text, i) || c == '\u2028' || c == '\u2029') {
                        line.append("\\u").append(HexFormat.of().toHexDigits(c));
                    } else {
                        line.append(c);
                    }
                }
            }
        }
        return line.toString();
    }

    static String unescape(String line, int lineNumber) throws MalformedLine {
        StringBuilder text = new StringBuilder(line.length());
        int at = 0;
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char kind = at < line.length() ? line.charAt(at++) : ' ';
            switch (kind) {
                case '\\' -> text.append('\\');
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    text.append(hex(line, at, lineNumber));
                    at += 4;
                }
                default -> throw new MalformedLine(lineNumber, "unknown escape \\" + kind);
            }
        }
        return text.toString();
    }

    private static char hex(String line, int from, int lineNumber) throws MalformedLine {
        if (from + 4 > line.length() || !line.substring(from, from + 4).matches("[0-9a-f]{4}")) {
            throw new MalformedLine(lineNumber, "\\u is not followed by four lower-case hexadecimal digits");
        }
        return (char) HexFormat.fromHexDigits(line, from, from + 4);
    }

    private static boolean isLoneSurrogate(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
