package io.hypha.secret;

import io.hypha.config.InvalidDocumentException;

/**
 * Turns what a definition says for a secret into the secret: a literal, {@code ENC(...)}, or a reference
 * {@code ${secret:provider/name}}. Every secret it resolves is masked from then on. Thread-safe.
 */
public interface SecretText {
    /**
     * @param pointer where the text stands, for the problem
     * @throws InvalidDocumentException if it cannot be decrypted, or the provider is unknown, not allowed or has no such name
     */
    String resolve(String pointer, String text);
}
