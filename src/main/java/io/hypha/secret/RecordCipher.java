package io.hypha.secret;

/**
 * Encrypts records before they are stored (AES-256-GCM), and tells whether they were changed since. Thread-safe.
 *
 * <p>The context says which record it is. It is authenticated but not stored with the record, so that a record copied to the
 * place of another one, or an old one put back, is refused.
 */
public interface RecordCipher {
    byte[] encrypt(byte[] plain, String context);

    /**
     * Gives back what {@link #encrypt} got with the same context.
     *
     * @throws IllegalArgumentException if the key is not known, the context differs, or the record was changed
     */
    byte[] decrypt(byte[] cipher, String context);
}
