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
        // Those that are revoked first: should one be there again, as an admin key may, the good one counts.
        keys.stream().filter(key -> key.revokedAt() != null).forEach(this::put);
        keys.stream().filter(key -> key.revokedAt() == null).forEach(this::put);
    }

    private void put(ApiKey key) {
        entries.put(prefix(key.hash()), new Entry(key, Principal.of(key)));
    }

    Optional<Principal> find(String secret, Instant now) {
        return entry(secret).filter(entry -> entry.key.isGood(now)).map(Entry::principal);
    }

    /** A key that is revoked or expired. */
    Optional<ApiKey> withdrawn(String secret, Instant now) {
        return entry(secret).map(Entry::key).filter(key -> !key.isGood(now));
    }

    private Optional<Entry> entry(String secret) {
        String hash = Secrets.hash(secret);
        return Optional.ofNullable(entries.get(prefix(hash))).filter(entry -> same(entry.key.hash(), hash));
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
