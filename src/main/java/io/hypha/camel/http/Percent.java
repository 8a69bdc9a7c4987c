package io.hypha.camel.http;

import java.nio.charset.StandardCharsets;

/** Percent-encoding of data: everything but RFC 3986 unreserved characters, as UTF-8. */
final class Percent {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private Percent() {}

    static void encode(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isUnreserved(c)) {
                out.append(c);
            } else if (c < 0x80) {
                append(out, c);
            } else {
                i = encodeCodePoint(out, text, i);
            }
        }
    }

    static String encode(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        encode(out, text);
        return out.toString();
    }

    /** Whether the text has only unreserved characters, {@code reserved} ones, and {@code %HH}. */
    static boolean isEncoded(String text, String reserved) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' && isHex(text, i + 1) && isHex(text, i + 2)) {
                i += 2;
            } else if (!isUnreserved(c) && reserved.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(String text, int at) {
        return at < text.length() && text.charAt(at) < 0x80 && Character.digit(text.charAt(at), 16) >= 0;
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0;
    }

    private static int encodeCodePoint(StringBuilder out, String text, int at) {
        int length = Character.charCount(text.codePointAt(at));
        for (byte octet : text.substring(at, at + length).getBytes(StandardCharsets.UTF_8)) {
            append(out, octet & 0xff);
        }
        return at + length - 1;
    }

    private static void append(StringBuilder out, int octet) {
        out.append('%').append(HEX[octet >> 4]).append(HEX[octet & 0xf]);
    }
}
