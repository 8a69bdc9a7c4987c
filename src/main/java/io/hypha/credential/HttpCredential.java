package io.hypha.credential;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Proves to an HTTP backend who calls. One an integration; thread-safe; closed with the integration.
 */
public interface HttpCredential extends AutoCloseable {
    /** Header fields and query parameters to add to a request. */
    record Proof(Map<String, String> headers, Map<String, String> query) {
        public static final Proof NONE = new Proof(Map.of(), Map.of());

        @Override
        public String toString() {
            return "Proof[headers=" + headers.keySet() + ", query=" + query.keySet() + "]";
        }
    }

    /**
     * What to add to the next request; completes at once where nothing need be fetched. Fails with
     * an {@link io.hypha.execution.ExecutionFailure} that says why no token can be had; nothing was sent.
     */
    CompletionStage<Proof> prove(URI endpoint);

    /** The names of query parameters that it proves with. */
    default Set<String> queryNames() {
        return Set.of();
    }

    /**
     * The backend answered 401 to this proof. Returns true if a new try may have another proof (a token was dropped).
     */
    default boolean refused(Proof proof) {
        return false;
    }

    /** What status shows of it, without secrets: {@code valid until ...}; empty if there is nothing to tell. */
    default Optional<String> state() {
        return Optional.empty();
    }

    @Override
    default void close() {}
}
