package io.hypha.access;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps keys in memory, over restarts too; fails when told to. */
final class MemoryKeyStore implements KeyStore {
    private final Map<String, ApiKey> keys = new LinkedHashMap<>();
    boolean broken;

    @Override
    public List<ApiKey> all() {
        return List.copyOf(keys.values());
    }

    @Override
    public void save(ApiKey key) {
        if (broken) {
            throw new IllegalStateException("the disk is full");
        }
        keys.put(key.id(), key);
    }
}
