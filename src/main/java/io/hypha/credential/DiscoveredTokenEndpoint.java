package io.hypha.credential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hypha.execution.ExecutionFailure;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TokenHttp http;
    private volatile URI found;

    DiscoveredTokenEndpoint(TokenHttp http) {
        this.http = http;
    }

    @Override
    public CompletionStage<URI> find(URI resource) {
        return found == null ? look(resource, 0, null) : CompletableFuture.completedStage(found);
    }

    /** @param lost why an earlier document could not be fetched; null if all could */
    private CompletionStage<URI> look(URI resource, int document, Throwable lost) {
        if (document == DOCUMENTS.size()) {
            return CompletableFuture.failedStage(lost == null ? none(resource) : unreachable(resource, lost));
        }
        return http.get(resource.resolve(DOCUMENTS.get(document)))
                .handle((answer, thrown) -> {
                    Optional<URI> endpoint = thrown == null ? read(resource, answer) : Optional.empty();
                    return endpoint.map(this::keep)
                            .map(CompletableFuture::completedStage)
                            .orElseGet(() -> look(resource, document + 1, thrown == null ? lost : thrown));
                })
                .thenCompose(Function.identity());
    }

    private URI keep(URI endpoint) {
        found = endpoint;
        return endpoint;
    }

    private static Optional<URI> read(URI resource, TokenHttp.Answer answer) {
        if (answer.status() != 200) {
            return Optional.empty();
        }
        try {
            JsonNode metadata = JSON.readTree(answer.body().getBytes());
            return Optional.of(metadata.path("token_endpoint").asText())
                    .filter(text -> !text.isEmpty())
                    .map(URI::create)
                    .filter(endpoint -> isTrusted(endpoint, resource));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The client's secret goes there: by TLS, or no further than the endpoint itself is trusted. */
    private static boolean isTrusted(URI endpoint, URI resource) {
        if (endpoint.getHost() == null || endpoint.getRawUserInfo() != null || endpoint.getRawFragment() != null) {
            return false;
        }
        boolean sameOrigin = origin(endpoint).equals(origin(resource));
        boolean bothLocal =
                "http".equalsIgnoreCase(endpoint.getScheme()) && isLoopback(endpoint) && isLoopback(resource);
        return "https".equalsIgnoreCase(endpoint.getScheme()) || sameOrigin || bothLocal;
    }

    private static boolean isLoopback(URI uri) {
        return LOOPBACK.contains(uri.getHost());
    }

    private static URI origin(URI uri) {
        return uri.resolve("/");
    }

    private static ExecutionFailure none(URI resource) {
        return AuthFailures.permanent("no token_url given and none found at " + origin(resource)
                + DOCUMENTS.get(0).substring(1) + " or " + DOCUMENTS.get(1) + ": set auth/credentials/token_url");
    }

    private static ExecutionFailure unreachable(URI resource, Throwable lost) {
        return AuthFailures.passing(
                "no token_url given, and " + origin(resource) + " could not be asked for one: " + lost.getMessage(),
                lost);
    }
}
