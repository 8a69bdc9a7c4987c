package io.hypha.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A listing that may come in pages. */
final class Pages {
    private Pages() {}

    /** All pages as one: {@code {"items": [...]}}. */
    static ObjectNode all(ApiClient api, ApiPath first) {
        ObjectNode all = RemoteCommand.object();
        ArrayNode items = all.putArray("items");
        JsonNode page = api.get(first).body();
        page.path("items").forEach(items::add);
        while (page.hasNonNull("next")) {
            page = api.get(ApiPath.next(page.path("next").asText())).body();
            page.path("items").forEach(items::add);
        }
        return all;
    }
}
