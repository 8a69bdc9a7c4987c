package io.hypha.management;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code GET /api/v1}: what there is, for callers that find their way. */
final class IndexResource {
    private IndexResource() {}

    /** @param calls the methods of each path */
    record Index(String name, String openapi, String documentation, Map<String, List<String>> calls) {}

    static Map<Endpoint, Endpoint.Resource> calls() {
        Map<String, List<String>> calls = new TreeMap<>();
        for (Endpoint endpoint : Endpoint.values()) {
            calls.computeIfAbsent(endpoint.path().toString(), path -> new ArrayList<>())
                    .add(endpoint.method().name());
        }
        Index index = new Index("hypha", Docs.OPENAPI, Docs.PATH, calls);
        return Map.of(Endpoint.INDEX, call -> Answer.now(index));
    }
}
