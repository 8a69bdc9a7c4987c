package io.hypha.secret;

import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds thousands of values in one pass over a text.
 *
 * <p>Each spelling is filed under the hash of six of its characters; a text's own hashes of six are computed as it is read. So
 * learning costs no rebuilding, and a text without secrets costs a few operations a character, however many are known. (An
 * Aho-Corasick automaton would be rebuilt at each registration and takes a node a character.)
 *
 * <p>Reading takes no lock. A text that is masked while a value is being learned may still show it.
 */
public final class ValueMasking implements Masking {
    private static final Logger LOG = LoggerFactory.getLogger(ValueMasking.class);

    private final Map<String, Integer> learned = new HashMap<>();
    private final SpellingIndex index = new SpellingIndex();

    @Override
    public synchronized void learn(String secret) {
        if (isShort(secret)) {
            LOG.warn(
                    "A secret is shorter than {} characters: it is not masked in answers, logs and the audit. Use a longer one",
                    SpellingIndex.WINDOW);
        }
        if (isMaskable(secret) && learned.merge(secret, 1, Integer::sum) == 1) {
            Spellings.of(secret, SpellingIndex.WINDOW).forEach(index::add);
        }
    }

    @Override
    public synchronized void forget(String secret) {
        Integer count = secret == null ? null : learned.get(secret);
        if (count == null) {
            return;
        }
        if (count > 1) {
            learned.put(secret, count - 1);
            return;
        }
        learned.remove(secret);
        Spellings.of(secret, SpellingIndex.WINDOW).forEach(index::remove);
    }

    @Override
    public String mask(String text) {
        if (text == null || text.length() < SpellingIndex.WINDOW || index.isEmpty()) {
            return text;
        }
        MaskedText masked = new MaskedText(text, MASK);
        index.search(text, masked::cover);
        return masked.toString();
    }

    @Override
    public String toString() {
        return "ValueMasking";
    }

    private static boolean isShort(String secret) {
        return secret != null && !secret.isEmpty() && secret.length() < SpellingIndex.WINDOW;
    }

    private static boolean isMaskable(String secret) {
        return secret != null && secret.length() >= SpellingIndex.WINDOW && !secret.equals(MASK);
    }
}
