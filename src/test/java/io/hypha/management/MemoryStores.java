package io.hypha.management;

import io.hypha.access.ApiKey;
import io.hypha.access.KeyStore;
import io.hypha.audit.AuditEvent;
import io.hypha.audit.AuditLog;
import io.hypha.audit.AuditQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** What a runtime keeps, in memory only. */
final class MemoryStores {
    private MemoryStores() {}

    static final class Keys implements KeyStore {
        private final Map<String, ApiKey> keys = new ConcurrentHashMap<>();

        @Override
        public List<ApiKey> all() {
            return List.copyOf(keys.values());
        }

        @Override
        public void save(ApiKey key) {
            keys.put(key.id(), key);
        }
    }

    /** Newest first, as a real one; {@link #fail} makes it refuse. */
    static final class Audit implements AuditLog {
        final List<AuditEvent> events = new CopyOnWriteArrayList<>();
        final List<AuditEvent> queued = new CopyOnWriteArrayList<>();
        volatile boolean fail;

        @Override
        public void record(AuditEvent event) {
            if (fail) {
                throw new IllegalStateException("the store is away");
            }
            events.add(event);
        }

        @Override
        public void recordExecution(AuditEvent event) {
            queued.add(event);
        }

        @Override
        public void recordDenial(AuditEvent event, String source) {
            queued.add(event);
        }

        @Override
        public List<AuditEvent> find(AuditQuery query) {
            List<AuditEvent> found = new ArrayList<>(Stream.concat(events.stream(), queued.stream())
                    .filter(event -> query.action() == null || query.action().equals(event.action()))
                    .filter(event ->
                            query.integration() == null || query.integration().equals(event.integration()))
                    .toList());
            Collections.reverse(found);
            return found.subList(0, Math.min(query.limit(), found.size()));
        }

        @Override
        public long dropped() {
            return 0;
        }
    }
}
