package io.hypha.integration;

import io.hypha.config.Suggestions;
import io.hypha.integration.IntegrationException.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** All ids. Thread-safe. */
final class Slots {
    private final Map<String, Slot> slots = new ConcurrentHashMap<>();

    Optional<Slot> find(String id) {
        return Optional.ofNullable(slots.get(id));
    }

    /** Throws NOT_FOUND that names the closest id. */
    Slot get(String id) {
        return find(id).orElseThrow(() -> new IntegrationException(Reason.NOT_FOUND, notFound(id)));
    }

    String notFound(String id) {
        String closest = Suggestions.closest(id, slots.keySet())
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("; GET /api/v1/integrations or './hypha list' shows those that there are");
        return "there is no integration '" + id + "'" + closest;
    }

    void put(String id, Slot slot) {
        slots.put(id, slot);
    }

    void remove(String id) {
        slots.remove(id);
    }

    /** All, by id. */
    List<Slot> all() {
        return List.copyOf(new TreeMap<>(slots).values());
    }
}
