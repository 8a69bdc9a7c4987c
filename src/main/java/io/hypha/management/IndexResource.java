package io.hypha.management;

import static io.vertx.core.http.HttpMethod.GET;

import io.hypha.access.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code GET /api/v1}: what there is, for callers that find their way. */
final class IndexResource {
    private final List<Endpoint> others;

    IndexResource(List<Endpoint> others) {
        this.others = List.copyOf(others);
    }

    /** @param calls the methods of each path */
    record Index(String name, String openapi, String documentation, Map<String, List<String>> calls) {}

    List<Endpoint> endpoints() {
        Map<String, List<String>> calls = new TreeMap<>();
        for (Endpoint endpoint : others) {
            calls.computeIfAbsent(endpoint.path().toString(), path -> new ArrayList<>())
                    .add(endpoint.method().name());
        }
        Index index = new Index("hypha", Docs.OPENAPI, Docs.PATH, calls);
        return List.of(Endpoint.of(GET, "/api/v1", Permission.READ, "index.read", call -> Answer.now(index)));
    }
}
