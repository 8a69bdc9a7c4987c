package io.hypha.credential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * What a token endpoint says (RFC 6749 5.1 and 5.2), which is not to be believed blindly.
 *
 * @param masking takes secrets out of what it says, before that is cleaned and cut
 */
record TokenAnswer(JsonNode fields, UnaryOperator<String> masking) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** For servers that do not say how long a token lives. */
    private static final Duration ASSUMED = Duration.ofMinutes(5);

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MAX_ERROR = 200;

    /** @throws IOException if it is no JSON object */
    static TokenAnswer parse(byte[] body, UnaryOperator<String> masking) throws IOException {
        JsonNode fields;
        try {
            fields = JSON.readTree(body);
        } catch (IOException e) {
            throw new IOException("its answer is not JSON", e);
        }
        if (!fields.isObject()) {
            throw new IOException("its answer is not a JSON object");
        }
        return new TokenAnswer(fields, masking);
    }

    /** @throws IOException if there is none that can be used as a bearer token */
    Token token(Instant now) throws IOException {
        String value = fields.path("access_token").isTextual()
                ? fields.path("access_token").textValue()
                : "";
        if (value.isEmpty() || !value.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new IOException("its access_token is missing, or has characters that no token may have");
        }
        String type = fields.path("token_type").asText("Bearer");
        if (!type.equalsIgnoreCase("Bearer")) {
            throw new IOException("its token_type is '" + printable(type) + "', and only Bearer can be used");
        }
        return new Token(value, now, now.plus(lifetime()));
    }

    /** Empty if it names none; printable, and not long. */
    String error() {
        String error = fields.path("error").asText("");
        String description = fields.path("error_description").asText("");
        return printable(description.isEmpty() ? error : error + " (" + description + ")");
    }

    private Duration lifetime() {
        JsonNode expires = fields.path("expires_in");
        if (!expires.isNumber() && !expires.isTextual()) {
            return ASSUMED;
        }
        long seconds = (long) expires.asDouble((double) ASSUMED.toSeconds());
        return Duration.ofSeconds(Math.max(0, Math.min(LONGEST.toSeconds(), seconds)));
    }

    private String printable(String text) {
        String clean = masking.apply(text).replaceAll("[^\\x20-\\x7e]", "?");
        return clean.length() > MAX_ERROR ? clean.substring(0, MAX_ERROR) + "..." : clean;
    }

    @Override
    public String toString() {
        return "TokenAnswer";
    }
}
