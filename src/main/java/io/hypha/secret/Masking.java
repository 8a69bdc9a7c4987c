package io.hypha.secret;

/** Removes secrets by value from text that leaves the runtime. Thread-safe; cheap where no secret is in the text. */
public interface Masking {
    String MASK = "******";

    /**
     * Masks this value from now on, also in its base64, URL-encoded, HTML- and JSON-escaped spellings. Shorter than 6 characters it is
     * left alone: it would be found in ordinary words. The log warns of that.
     */
    void learn(String secret);

    /** Takes back one {@link #learn}; the value is masked for as long as it was learned more often than forgotten. */
    void forget(String secret);

    /** The text without any known secret; the same instance where there was none. */
    String mask(String text);
}
