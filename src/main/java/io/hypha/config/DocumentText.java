package io.hypha.config;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** From bytes to text that is worth parsing. */
final class DocumentText {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private DocumentText() {}

    static String decode(byte[] bytes, int most) {
        if (bytes.length > most) {
            throw new InvalidDocumentException(
                    Problem.of("", "size", "must have at most " + most + " bytes, but has " + bytes.length));
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult result = decoder.decode(in, out, true);
        out.flip();
        if (result.isError()) {
            throw problem("encoding", out, out.length(), "the bytes are not UTF-8");
        }
        return withoutMark(out);
    }

    static void refuseControlCharacters(String text) {
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            int character = text.codePointAt(at);
            if (!StreamReader.isPrintable(character)) {
                throw problem("encoding", text, at, String.format("U+%04X is not allowed in YAML", character));
            }
        }
    }

    private static String withoutMark(CharBuffer text) {
        String all = text.toString();
        return !all.isEmpty() && all.charAt(0) == BYTE_ORDER_MARK ? all.substring(1) : all;
    }

    private static InvalidDocumentException problem(String rule, CharSequence text, int at, String message) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < at; i++) {
            boolean lineEnds = text.charAt(i) == '\n';
            line += lineEnds ? 1 : 0;
            column = lineEnds ? 1 : column + 1;
        }
        return new InvalidDocumentException(
                Problem.of("", rule, message + " (line " + line + ", column " + column + ")")
                        .withLine(line));
    }
}
