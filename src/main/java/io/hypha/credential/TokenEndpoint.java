package io.hypha.credential;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where tokens are had. */
interface TokenEndpoint {
    /**
     * @param resource the endpoint that tokens are wanted for
     * @return fails with {@link io.hypha.execution.ExecutionFailure} where none can be found
     */
    CompletionStage<URI> find(URI resource);

    /** @throws IllegalArgumentException if it is no absolute http or https URI */
    static TokenEndpoint fixed(String url) {
        URI uri = URI.create(url);
        boolean http = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
        if (!http || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "auth/credentials/token_url must be an absolute http or https URI without user or fragment");
        }
        CompletionStage<URI> known = CompletableFuture.completedStage(uri);
        return resource -> known;
    }
}
