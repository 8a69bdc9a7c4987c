package io.hypha.access;

import java.util.List;

/** Where API keys are kept. Thread-safe; durable when a method returns. */
public interface KeyStore {
    List<ApiKey> all();

    /** Inserts, or replaces the key of the same id. */
    void save(ApiKey key);
}
