package io.hypha.management;

import io.hypha.integration.Integration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What a resource answers.
 *
 * @param body a {@link Text}, or anything else to be written as JSON; null for none
 */
record Answer(int status, Object body, Map<String, String> headers) {
    /** A body that is not JSON. */
    record Text(String type, String text) {}

    static final Answer EMPTY = new Answer(204, null, Map.of());

    static CompletionStage<Answer> now(Object body) {
        return CompletableFuture.completedFuture(new Answer(200, body, Map.of()));
    }

    static Answer of(Integration integration) {
        return new Answer(200, integration, Map.of("ETag", Preconditions.tag(integration)));
    }

    static Answer created(Integration integration) {
        return new Answer(
                201,
                integration,
                Map.of("ETag", Preconditions.tag(integration), "Location", "/api/v1/integrations/" + integration.id()));
    }
}
