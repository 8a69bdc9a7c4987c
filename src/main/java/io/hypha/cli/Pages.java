package io.hypha.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A listing that may come in pages. */
final class Pages {
    static final String ITEMS = "items";

    private Pages() {}

    /** All pages as one: {@code {"items": [...]}}. */
    static ObjectNode all(ApiClient api, ApiPath first) {
        ObjectNode all = RemoteCommand.object();
        ArrayNode items = all.putArray(ITEMS);
        JsonNode page = api.listing(first, ITEMS);
        page.path(ITEMS).forEach(items::add);
        while (page.hasNonNull("next")) {
            page = api.listing(ApiPath.next(page.path("next").asText()), ITEMS);
            page.path(ITEMS).forEach(items::add);
        }
        return all;
    }
}
