package io.hypha.management;

import io.hypha.config.Problem;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Names in paths: of integrations, connectors and keys. Nothing else gets past here, so no name can change a path's meaning. */
final class Names {
    private static final int LONGEST = 64;

    private Names() {}

    static boolean isValid(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST
                && isAlphanumeric(name.charAt(0))
                && name.chars().allMatch(c -> isAlphanumeric(c) || c == '_' || c == '.' || c == '-');
    }

    static boolean isAlphanumeric(int c) {
        return isBetween('a', c, 'z') || isBetween('A', c, 'Z') || isBetween('0', c, '9');
    }

    private static boolean isBetween(int least, int c, int most) {
        return least <= c && c <= most;
    }

    /** Decodes each value once and checks it. */
    static Map<String, String> decode(Map<String, String> values) {
        Map<String, String> decoded = new TreeMap<>();
        values.forEach((key, value) -> decoded.put(key, check("/" + key, decoded(value))));
        return decoded;
    }

    /** @throws ProblemException 400 if it is not a name */
    static String check(String pointer, String name) {
        if (!isValid(name)) {
            throw invalid(pointer);
        }
        return name;
    }

    static ProblemException invalid(String pointer) {
        String rule = "must be 1 to 64 letters, digits, '_', '.', '-', starting with a letter or digit";
        return new ProblemException(ProblemDocument.of(ProblemType.MALFORMED_REQUEST)
                .detail(pointer.substring(1) + " " + rule + ", and in a path not percent-encoded")
                .problems(List.of(Problem.of(pointer, "pattern", rule)))
                .build());
    }

    /** @throws ProblemException 400 if it is not percent-encoded as it should be */
    static String decoded(String value) {
        try {
            String path = value.replace("+", "%2B");
            return QueryStringDecoder.decodeComponent(path, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST,
                    "The path has a '%' that is not followed by two hexadecimal digits.");
        }
    }
}
