package io.hypha.audit;

import static java.util.Objects.requireNonNull;

import java.util.function.UnaryOperator;

/**
 * Makes events fit to keep: without secrets, in the lengths a store takes, and without characters that a store refuses (NUL,
 * half of a surrogate pair) or that break a line of a log. What callers send ends up in events, so anything may be in them.
 *
 * <p>Secrets are taken out of the detail only. The other fields say who did what: somebody who registers a name as a secret
 * would be gone from the audit.
 */
final class Redaction {
    static final int NAME = 256;
    static final int ACTION = 128;
    static final int WORD = 64;
    static final int DETAIL = 4096;

    private final UnaryOperator<String> masker;

    Redaction(UnaryOperator<String> masker) {
        this.masker = requireNonNull(masker, "masker is null");
    }

    AuditEvent apply(AuditEvent event) {
        return new AuditEvent(
                event.at(),
                clean(event.actor(), NAME),
                clean(event.door(), WORD),
                clean(event.action(), ACTION),
                clean(event.integration(), NAME),
                clean(event.outcome(), WORD),
                clean(event.requestId(), ACTION),
                clean(masked(event.detail()), DETAIL));
    }

    /** Before it is cut: the beginning of a secret would not be known as one. */
    private String masked(String text) {
        return text == null ? null : masker.apply(text);
    }

    private static String clean(String text, int most) {
        return text == null || (isPlain(text) && text.length() <= most) ? text : rewrite(text, most);
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    private static String rewrite(String text, int most) {
        StringBuilder clean = new StringBuilder();
        int[] codePoints = text.codePoints().toArray();
        for (int codePoint : codePoints) {
            if (clean.length() + Character.charCount(codePoint) > most) {
                break;
            }
            clean.appendCodePoint(isRefused(codePoint) ? '\ufffd' : codePoint);
        }
        return clean.toString();
    }

    private static boolean isRefused(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> false;
        };
    }
}
