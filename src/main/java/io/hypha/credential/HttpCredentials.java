package io.hypha.credential;

import static java.util.Objects.requireNonNull;

import io.hypha.credential.HttpCredential.Proof;
import io.hypha.secret.Masking;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;

/** Makes the credential that a definition's {@code auth} asks for. Thread-safe; contacts nobody. */
public final class HttpCredentials {
    private final TokenHttp http;
    private final Clock clock;
    private final Masking masking;

    /**
     * @param client fetches tokens; not closed here
     * @param masking told each secret that is made or obtained, before it is used, for as long as the credential is open
     */
    public HttpCredentials(Vertx vertx, HttpClient client, Clock clock, Masking masking) {
        this.http = new TokenHttp(vertx, client);
        this.clock = requireNonNull(clock, "clock is null");
        this.masking = requireNonNull(masking, "masking is null");
    }

    /** @throws IllegalArgumentException if the type is unknown, a credential is missing, or HTTP cannot carry it */
    public HttpCredential of(AuthSettings settings) {
        return switch (settings.type()) {
            case "none" -> fixed(Proof.NONE);
            case "basic" -> basic(settings);
            case "api_key" -> apiKey(settings);
            case "bearer" -> fixed(authorization("Bearer " + inHeader("token", required(settings, "token"))));
            case "oauth2" -> oauth2(settings);
            default -> throw new IllegalArgumentException("auth/type is not known: " + settings.type());
        };
    }

    /** RFC 7617, with UTF-8. */
    private HttpCredential basic(AuthSettings settings) {
        String username = required(settings, "username");
        if (username.indexOf(':') >= 0) {
            throw new IllegalArgumentException("auth/credentials/username must not have a colon (RFC 7617)");
        }
        String pair = base64(username + ":" + required(settings, "password"));
        MaskedSecrets masked = new MaskedSecrets(masking);
        masked.add(pair);
        return new FixedCredential(authorization("Basic " + pair), masked);
    }

    private HttpCredential apiKey(AuthSettings settings) {
        String key = required(settings, "key");
        String query = settings.credential("query").orElse("");
        if (!query.isEmpty()) {
            return fixed(new Proof(Map.of(), Map.of(query, key)));
        }
        String header = settings.credential("header").orElse("X-API-Key");
        return fixed(new Proof(Map.of(header, inHeader("key", key)), Map.of()));
    }

    private HttpCredential oauth2(AuthSettings settings) {
        ClientCredentials client = ClientCredentials.of(settings);
        TokenEndpoint endpoint = settings.credential("token_url")
                .map(TokenEndpoint::fixed)
                .orElseGet(() -> new DiscoveredTokenEndpoint(http));
        return new OAuth2Credential(
                new TokenClient(http, client, endpoint, clock, masking), clock, new MaskedSecrets(masking));
    }

    private HttpCredential fixed(Proof proof) {
        return new FixedCredential(proof, new MaskedSecrets(masking));
    }

    static Proof authorization(String value) {
        return new Proof(Map.of("Authorization", value), Map.of());
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String required(AuthSettings settings, String name) {
        return settings.credential(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException("auth/credentials/" + name + " is missing"));
    }

    private static String inHeader(String name, String value) {
        if (!value.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "auth/credentials/" + name + " must be printable ASCII on one line: it goes into a header");
        }
        return value;
    }
}
