package io.hypha.credential;

import io.hypha.execution.ExecutionFailure;
import io.hypha.secret.Masking;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Gets access tokens by client credentials (RFC 6749 4.4). Keeps none. */
final class TokenClient {
    private final TokenHttp http;
    private final ClientCredentials client;
    private final TokenEndpoint endpoint;
    private final Clock clock;
    private final Masking masking;

    TokenClient(TokenHttp http, ClientCredentials client, TokenEndpoint endpoint, Clock clock, Masking masking) {
        this.http = http;
        this.client = client;
        this.endpoint = endpoint;
        this.clock = clock;
        this.masking = masking;
    }

    /** Fails with an {@link ExecutionFailure}: the server is away, failed, or refused the client. */
    CompletionStage<Token> fetch(URI resource) {
        return CompletableFuture.completedStage(resource)
                .thenCompose(endpoint::find)
                .thenCompose(this::post);
    }

    private CompletionStage<Token> post(URI url) {
        return http.postForm(url, client.headers(), client.form())
                .exceptionally(thrown -> {
                    throw AuthFailures.unreachable(where(url) + " cannot be reached: " + reason(thrown), thrown);
                })
                .thenApply(answer -> read(url, answer));
    }

    private Token read(URI url, TokenHttp.Answer answer) {
        try {
            TokenAnswer parsed = TokenAnswer.parse(answer.body().getBytes(), this::withoutSecret);
            if (answer.status() == 200) {
                return parsed.token(clock.instant());
            }
            throw refused(url, answer.status(), parsed.error());
        } catch (IOException e) {
            throw answer.status() == 200
                    ? AuthFailures.permanent(where(url) + " gave no usable token: " + e.getMessage())
                    : refused(url, answer.status(), "");
        }
    }

    private ExecutionFailure refused(URI url, int status, String error) {
        String detail = where(url) + " answered " + status + (error.isEmpty() ? "" : ": " + error);
        boolean passing = status >= 500 || status == 429 || status == 408;
        return passing ? AuthFailures.failed(detail) : AuthFailures.permanent(detail + "; check auth/credentials");
    }

    /** The client's own secret even where it is too short to be masked elsewhere. */
    private String withoutSecret(String text) {
        return masking.mask(text).replace(client.secret(), Masking.MASK);
    }

    private static String reason(Throwable thrown) {
        return thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
    }

    private static String where(URI url) {
        return "the token endpoint " + url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
    }
}
