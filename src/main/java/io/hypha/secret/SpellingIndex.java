package io.hypha.secret;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/** Texts of at least {@link #WINDOW} characters, to be found in other texts. Searched without a lock; changed by one at a time. */
final class SpellingIndex {
    static final int WINDOW = 6;

    private static final int SLOTS = 1 << 18;
    private static final int GROUPS = 1 << 16;
    /** Windows of a spelling that are tried for the one that fewest others have: keys tend to begin alike. */
    private static final int CANDIDATES = 16;
    /** 31 to the power of WINDOW - 1: the weight of the character that leaves a window. */
    private static final int OLDEST = 28_629_151;

    private final Map<String, Spelling> spellings = new HashMap<>();
    private final Map<Integer, Spelling[]> byHash = new ConcurrentHashMap<>();
    /** How many spellings there are by the low bits of the hash: nearly all windows of a text end here, at a zero. */
    private final AtomicIntegerArray filter = new AtomicIntegerArray(SLOTS);
    /** A bit for each {@link #GROUPS}th slot of the filter: small enough to stay in a processor's first cache. */
    private final AtomicLongArray groups = new AtomicLongArray(GROUPS / Long.SIZE);

    /** @param offset where in the text its window stands */
    private record Spelling(String text, int offset, int hash, int uses) {
        Spelling used(int times) {
            return new Spelling(text, offset, hash, uses + times);
        }
    }

    /** Gets what was found. */
    interface Matches {
        void found(int start, int end);
    }

    boolean isEmpty() {
        return byHash.isEmpty();
    }

    void add(String text) {
        Spelling known = spellings.get(text);
        if (known != null) {
            spellings.put(text, known.used(1));
            return;
        }
        int offset = rarestWindow(text);
        Spelling spelling = new Spelling(text, offset, hash(text, offset), 1);
        spellings.put(text, spelling);
        byHash.merge(spelling.hash, new Spelling[] {spelling}, SpellingIndex::joined);
        filter.incrementAndGet(slot(spelling.hash));
        group(slot(spelling.hash));
    }

    /** Takes back one {@link #add} of the same text. */
    void remove(String text) {
        Spelling known = spellings.get(text);
        if (known.uses > 1) {
            spellings.put(text, known.used(-1));
            return;
        }
        spellings.remove(text);
        filter.decrementAndGet(slot(known.hash));
        group(slot(known.hash));
        byHash.computeIfPresent(known.hash, (hash, all) -> without(all, text));
    }

    void search(String text, Matches matches) {
        int hash = hash(text, 0);
        for (int at = 0; ; at++) {
            int slot = slot(hash);
            if (isGroupInUse(slot) && filter.get(slot) > 0) {
                compare(text, at, hash, matches);
            }
            int next = at + WINDOW;
            if (next >= text.length()) {
                return;
            }
            hash = (hash - text.charAt(at) * OLDEST) * 31 + text.charAt(next);
        }
    }

    private void compare(String text, int at, int hash, Matches matches) {
        Spelling[] candidates = byHash.get(hash);
        if (candidates == null) {
            return;
        }
        for (Spelling spelling : candidates) {
            int start = at - spelling.offset;
            if (start >= 0 && text.startsWith(spelling.text, start)) {
                matches.found(start, start + spelling.text.length());
            }
        }
    }

    /** Makes the bit of the slot's group say whether any of its slots is in use. */
    private void group(int slot) {
        int group = slot & (GROUPS - 1);
        boolean used = false;
        for (int i = group; i < SLOTS; i += GROUPS) {
            used |= filter.get(i) > 0;
        }
        long bit = 1L << group;
        groups.set(
                group / Long.SIZE, used ? groups.get(group / Long.SIZE) | bit : groups.get(group / Long.SIZE) & ~bit);
    }

    private boolean isGroupInUse(int slot) {
        int group = slot & (GROUPS - 1);
        return (groups.get(group / Long.SIZE) & (1L << group)) != 0;
    }

    private int rarestWindow(String text) {
        int last = text.length() - WINDOW;
        int step = Math.max(1, last / CANDIDATES);
        int best = last;
        for (int offset = last; offset >= 0 && inUse(text, best) > 0; offset -= step) {
            if (inUse(text, offset) < inUse(text, best)) {
                best = offset;
            }
        }
        return best;
    }

    private int inUse(String text, int offset) {
        return filter.get(slot(hash(text, offset)));
    }

    private static int hash(String text, int offset) {
        int hash = 0;
        for (int i = offset; i < offset + WINDOW; i++) {
            hash = hash * 31 + text.charAt(i);
        }
        return hash;
    }

    private static int slot(int hash) {
        return (hash ^ (hash >>> 16)) & (SLOTS - 1);
    }

    private static Spelling[] joined(Spelling[] some, Spelling[] more) {
        Spelling[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    private static Spelling[] without(Spelling[] all, String text) {
        Spelling[] rest =
                Arrays.stream(all).filter(one -> !one.text.equals(text)).toArray(Spelling[]::new);
        return rest.length == 0 ? null : rest;
    }
}
