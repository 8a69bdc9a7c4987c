package io.hypha.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hypha.config.InvalidDocumentException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * AES-256-GCM with the data keys of {@code keys.json} in the data folder; each record names its key. The newest key encrypts, all
 * decrypt.
 */
public final class AesRecordCipher implements RecordCipher {
    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 1 + Integer.BYTES;

    private final KeyVault vault;
    private final boolean fresh;
    /** Null until they are made, at the first start. */
    private volatile CompletableFuture<KeyRing> keys;

    private AesRecordCipher(KeyVault vault) {
        this.vault = vault;
        this.fresh = !vault.exists();
        // Deriving a key from a password is slow on purpose, and the start has other things to do.
        this.keys = fresh ? null : CompletableFuture.supplyAsync(vault::open);
    }

    /** Returns at once; the keys are opened meanwhile. Where there are none they are made when they are first needed. */
    public static AesRecordCipher open(Path data, MasterPassword password, Clock clock) {
        return new AesRecordCipher(new KeyVault(data.resolve(KeyFile.NAME), password, clock, new SecureRandom()));
    }

    /**
     * Waits until the keys are open, and makes them where there are none, as the first record does otherwise.
     *
     * @throws InvalidDocumentException if the master password does not open them
     */
    public void awaitKeys() {
        ring();
    }

    /** Whether there were no keys yet: then nothing can have been encrypted, unless they were lost. */
    public boolean isFresh() {
        return fresh;
    }

    @Override
    public byte[] encrypt(byte[] plain, String context) {
        KeyRing ring = ring();
        byte[] header = header(ring.newest());
        byte[] sealed = ring.newestKey().seal(plain, authenticated(header, context));
        return ByteBuffer.allocate(HEADER_BYTES + sealed.length)
                .put(header)
                .put(sealed)
                .array();
    }

    @Override
    public byte[] decrypt(byte[] cipher, String context) {
        ByteBuffer in = ByteBuffer.wrap(cipher);
        if (cipher.length < HEADER_BYTES || in.get() != VERSION) {
            throw new IllegalArgumentException("The record of " + context + " is not one that Hypha encrypted");
        }
        int id = in.getInt();
        try {
            return ring().key(id).open(in, authenticated(header(id), context));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The record of " + context + " cannot be decrypted: " + e.getMessage(), e);
        }
    }

    /** Adds a key that encrypts from now on. Records stay readable, and are encrypted with it when they are next written. */
    public synchronized void rotate() throws IOException {
        ring();
        keys = CompletableFuture.completedFuture(vault.add());
    }

    private KeyRing ring() {
        CompletableFuture<KeyRing> opened = keys;
        return opened == null ? make() : join(opened);
    }

    private synchronized KeyRing make() {
        if (keys == null) {
            keys = CompletableFuture.completedFuture(vault.open());
        }
        return join(keys);
    }

    private static KeyRing join(CompletableFuture<KeyRing> keys) {
        try {
            return keys.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static byte[] header(int id) {
        return ByteBuffer.allocate(HEADER_BYTES).put(VERSION).putInt(id).array();
    }

    private static byte[] authenticated(byte[] header, String context) {
        byte[] text = context.getBytes(UTF_8);
        return ByteBuffer.allocate(header.length + text.length)
                .put(header)
                .put(text)
                .array();
    }
}
