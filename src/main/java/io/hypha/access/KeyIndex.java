package io.hypha.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the key of a secret in memory. Immutable. */
final class KeyIndex {
    /** Hexadecimal digits: enough that two keys never share them, and no more of the hash shows in the time it takes. */
    private static final int PREFIX = 16;

    private final Map<String, Entry> entries = new HashMap<>();

    KeyIndex(Collection<ApiKey> keys) {
        keys.stream()
                .filter(key -> key.revokedAt() == null)
                .forEach(key -> entries.put(prefix(key.hash()), new Entry(key, Principal.of(key))));
    }

    Optional<Principal> find(String secret, Instant now) {
        String hash = Secrets.hash(secret);
        return Optional.ofNullable(entries.get(prefix(hash)))
                .filter(entry -> same(entry.key.hash(), hash) && entry.key.isGood(now))
                .map(Entry::principal);
    }

    private static String prefix(String hash) {
        return hash.substring(0, PREFIX);
    }

    private static boolean same(String kept, String presented) {
        return MessageDigest.isEqual(
                kept.getBytes(StandardCharsets.US_ASCII), presented.getBytes(StandardCharsets.US_ASCII));
    }

    private record Entry(ApiKey key, Principal principal) {}
}
