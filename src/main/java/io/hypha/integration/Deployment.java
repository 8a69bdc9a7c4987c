package io.hypha.integration;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.Invocation;
import io.hypha.execution.Source;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One revision of an integration, running. Thread-safe. */
public interface Deployment {
    /**
     * What the routes gave.
     *
     * @param covered the failure that a fallback answers for; null where the backend answered
     */
    record Answer(JsonNode body, Source source, ExecutionFailure covered) {
        public static Answer live(JsonNode body) {
            return new Answer(body, Source.LIVE, null);
        }

        public static Answer fallback(JsonNode body, ExecutionFailure covered) {
            return new Answer(body, Source.FALLBACK, covered);
        }
    }

    /**
     * Sends a call through the routes; never blocks. Fails with {@link ExecutionFailure}.
     */
    CompletableFuture<Answer> execute(Invocation invocation);

    /** The circuit breaker's state: {@code closed open half_open}. */
    String breaker();

    /** What is known of the credential, such as a token's expiry; empty if there is nothing to tell. */
    Optional<String> credential();

    /** The ids of its routes, the envelope's first. */
    List<String> routes();

    /** Removes its routes and closes what they used. Calls in flight must have ended. Does nothing the second time. */
    void close();
}
