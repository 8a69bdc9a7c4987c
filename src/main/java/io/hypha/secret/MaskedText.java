package io.hypha.secret;

import java.util.BitSet;

/** A text of which parts are covered; parts that overlap or touch become one mask. */
final class MaskedText {
    private final String text;
    private final String mask;
    private BitSet covered;

    MaskedText(String text, String mask) {
        this.text = text;
        this.mask = mask;
    }

    void cover(int start, int end) {
        if (covered == null) {
            covered = new BitSet(text.length());
        }
        covered.set(start, end);
    }

    /** The same instance where nothing is covered. */
    @Override
    public String toString() {
        if (covered == null) {
            return text;
        }
        StringBuilder result = new StringBuilder(text.length());
        int at = 0;
        for (int start = covered.nextSetBit(0); start >= 0; start = covered.nextSetBit(at)) {
            result.append(text, at, start).append(mask);
            at = covered.nextClearBit(start);
        }
        return result.append(text, at, text.length()).toString();
    }
}
