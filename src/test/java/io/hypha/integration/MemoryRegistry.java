package io.hypha.integration;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** A registry of this process. */
public final class MemoryRegistry implements Registry {
    public final Map<String, Registration> kept = new ConcurrentSkipListMap<>();

    /** What changes fail with; null where they do not. */
    public volatile RuntimeException failure;

    @Override
    public List<Registration> all() {
        return List.copyOf(kept.values());
    }

    @Override
    public void save(Registration registration) {
        check();
        kept.put(registration.id(), registration);
    }

    @Override
    public void desire(String id, DesiredState desired) {
        check();
        Registration now = kept.get(id);
        kept.put(
                id,
                new Registration(
                        id, now.config(), now.owner(), desired, now.revision(), now.createdAt(), now.updatedAt()));
    }

    @Override
    public void delete(String id) {
        check();
        kept.remove(id);
    }

    private void check() {
        if (failure != null) {
            throw failure;
        }
    }
}
