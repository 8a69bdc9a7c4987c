package io.hypha.store;

import io.hypha.secret.RecordCipher;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reversed, after its context: enough to see that the store encrypts, and for which record. */
final class PlainCipher implements RecordCipher {
    @Override
    public byte[] encrypt(byte[] plain, String context) {
        byte[] head = head(context);
        byte[] cipher = Arrays.copyOf(head, head.length + plain.length);
        for (int i = 0; i < plain.length; i++) {
            cipher[head.length + i] = (byte) ~plain[plain.length - 1 - i];
        }
        return cipher;
    }

    @Override
    public byte[] decrypt(byte[] cipher, String context) {
        byte[] head = head(context);
        if (cipher.length < head.length || !Arrays.equals(head, Arrays.copyOf(cipher, head.length))) {
            throw new IllegalArgumentException("another context");
        }
        byte[] plain = new byte[cipher.length - head.length];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = (byte) ~cipher[cipher.length - 1 - i];
        }
        return plain;
    }

    private static byte[] head(String context) {
        return (context + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
