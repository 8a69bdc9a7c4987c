package io.hypha.secret;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands for a secret in the text of a definition: {@code ${secret:provider/name}} and {@code ENC(...)}. */
public final class SecretReferences {
    private static final String START = "${secret:";
    /** Within other text {@code ENC(...)} is only taken for one where it can be one, by its length. */
    private static final Pattern WITHIN =
            Pattern.compile("\\$\\{secret:[^{}]*}|ENC\\([A-Za-z0-9+/\\s]{40,}={0,2}\\s*\\)");

    private SecretReferences() {}

    /** Whether the text is or holds a reference, be it a good one or not. */
    public static boolean isIn(String text) {
        return PropertyCipher.isEncrypted(text)
                || text.contains(START)
                || WITHIN.matcher(text).find();
    }

    /**
     * The text with each reference in it replaced, and the rest as it is.
     *
     * @throws IllegalArgumentException if one is begun that is none
     */
    public static String replace(String text, UnaryOperator<String> secret) {
        if (PropertyCipher.isEncrypted(text)) {
            return secret.apply(text);
        }
        if (WITHIN.matcher(text).replaceAll("").contains(START)) {
            throw new IllegalArgumentException("a reference to a secret is ${secret:provider/name}");
        }
        return WITHIN.matcher(text).replaceAll(found -> Matcher.quoteReplacement(secret.apply(found.group())));
    }
}
