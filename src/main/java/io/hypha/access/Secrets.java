package io.hypha.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes keys and hashes them. */
final class Secrets {
    /** Lets scanners for leaked secrets, and people, see what it is. */
    static final String PREFIX = "hypha_";

    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 8;

    private final SecureRandom random;

    Secrets(SecureRandom random) {
        this.random = random;
    }

    String newKey() {
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(KEY_BYTES));
    }

    String newId() {
        return HexFormat.of().formatHex(bytes(ID_BYTES));
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    static String hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
