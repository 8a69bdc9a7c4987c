package io.hypha.credential;

import io.hypha.execution.ExecutionFailure;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Finds the token endpoint by RFC 8414 or OpenID Connect Discovery at the origin of the endpoint. What is found is kept; a failure is
 * not, so the next token looks again.
 */
final class DiscoveredTokenEndpoint implements TokenEndpoint {
    private static final List<String> DOCUMENTS =
            List.of("/.well-known/oauth-authorization-server", "/.well-known/openid-configuration");

    private final TokenHttp http;
    private volatile URI found;

    DiscoveredTokenEndpoint(TokenHttp http) {
        this.http = http;
    }

    @Override
    public CompletionStage<URI> find(URI resource) {
        return found == null ? look(resource, 0, null) : CompletableFuture.completedStage(found);
    }

    /** @param failure what was wrong with an earlier document; null if nothing, but that there was none */
    private CompletionStage<URI> look(URI resource, int document, ExecutionFailure failure) {
        if (document == DOCUMENTS.size()) {
            return CompletableFuture.failedStage(failure == null ? none(resource) : failure);
        }
        URI address = resource.resolve(DOCUMENTS.get(document));
        return http.get(address)
                .handle((answer, thrown) -> {
                    try {
                        if (thrown != null) {
                            throw unreachable(resource, thrown);
                        }
                        return read(address, answer)
                                .map(endpoint -> CompletableFuture.completedStage(keep(endpoint)))
                                .orElseGet(() -> look(resource, document + 1, failure));
                    } catch (ExecutionFailure e) {
                        return look(resource, document + 1, failure == null ? e : failure);
                    }
                })
                .thenCompose(Function.identity());
    }

    private URI keep(URI endpoint) {
        found = endpoint;
        return endpoint;
    }

    private static Optional<URI> read(URI address, TokenHttp.Answer answer) {
        try {
            return Optional.of(answer)
                    .filter(given -> given.status() == 200)
                    .flatMap(given -> ServerMetadata.parse(given.body().getBytes()))
                    .map(metadata -> metadata.tokenEndpointFor(address));
        } catch (IllegalArgumentException e) {
            throw AuthFailures.permanent(
                    "no token_url given, and " + address + " " + e.getMessage() + ": set auth/credentials/token_url");
        }
    }

    private static URI origin(URI uri) {
        return uri.resolve("/");
    }

    private static ExecutionFailure none(URI resource) {
        return AuthFailures.permanent("no token_url given and none found at " + origin(resource)
                + DOCUMENTS.get(0).substring(1) + " or " + DOCUMENTS.get(1) + ": set auth/credentials/token_url");
    }

    private static ExecutionFailure unreachable(URI resource, Throwable lost) {
        return AuthFailures.unreachable(
                "no token_url given, and " + origin(resource) + " could not be asked for one: " + lost.getMessage(),
                lost);
    }
}
