package io.hypha.secret;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits in front: good for 2^32 texts a key. */
final class AesGcm {
    static final int KEY_BYTES = 32;

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random;

    AesGcm(byte[] key, SecureRandom random) {
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
    }

    /** @param context authenticated, not contained in the result */
    byte[] seal(byte[] plain, byte[] context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(plain);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM does not work on this machine", e);
        }
    }

    /** @throws IllegalArgumentException if key or context differ, or a bit was changed */
    byte[] open(ByteBuffer sealed, byte[] context) {
        if (sealed.remaining() < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            throw new IllegalArgumentException("too short");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        byte[] text = new byte[sealed.remaining() - NONCE_BYTES];
        sealed.get(nonce).get(text);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, context).doFinal(text);
        } catch (AEADBadTagException e) {
            throw new IllegalArgumentException("not authentic", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM does not work on this machine", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce), random);
        cipher.updateAAD(context);
        return cipher;
    }
}
