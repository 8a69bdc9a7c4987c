package io.hypha.credential;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a client tells a token endpoint, by RFC 6749 4.4.
 *
 * @param scope null if none
 * @param audience null if none
 * @param inForm whether id and secret go into the form (RFC 6749 2.3.1) in place of the Authorization field
 */
record ClientCredentials(String id, String secret, String scope, String audience, boolean inForm) {
    static ClientCredentials of(AuthSettings settings) {
        return new ClientCredentials(
                HttpCredentials.required(settings, "client_id"),
                HttpCredentials.required(settings, "client_secret"),
                settings.credential("scope").orElse(null),
                settings.credential("audience").orElse(null),
                settings.credential("client_auth").orElse("basic").equals("post"));
    }

    Map<String, String> headers() {
        return inForm
                ? Map.of()
                : Map.of("Authorization", "Basic " + HttpCredentials.base64(encode(id) + ":" + encode(secret)));
    }

    String form() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "client_credentials");
        putIfGiven(fields, "scope", scope);
        putIfGiven(fields, "audience", audience);
        if (inForm) {
            fields.put("client_id", id);
            fields.put("client_secret", secret);
        }
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static void putIfGiven(Map<String, String> fields, String name, String value) {
        if (value != null && !value.isEmpty()) {
            fields.put(name, value);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "ClientCredentials[" + id + "]";
    }
}
