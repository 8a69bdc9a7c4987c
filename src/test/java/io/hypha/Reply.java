package io.hypha;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.config.Json;
import java.net.http.HttpResponse;

/** What the API answered. */
record Reply(HttpResponse<String> response) {
    int status() {
        return response.statusCode();
    }

    String body() {
        return response.body();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    JsonNode json() {
        try {
            return Json.mapper().readTree(body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + body(), e);
        }
    }

    Reply expect(int status) {
        assertThat(status()).as(body()).isEqualTo(status);
        return this;
    }

    /** A problem document of RFC 9457 that shows nothing of our insides. */
    Reply expectProblem(int status, String code) {
        expectProblem();
        assertThat(status()).as(body()).isEqualTo(status);
        assertThat(json().path("code").asText()).as(body()).isEqualTo(code);
        return this;
    }

    Reply expectProblem() {
        assertThat(status()).as(body()).isBetween(400, 599);
        assertThat(header("Content-Type")).as(body()).startsWith("application/problem+json");
        assertThat(json().path("status").asInt()).isEqualTo(status());
        assertThat(json().path("detail").asText()).as(body()).isNotBlank();
        assertThat(json().path("request_id").asText()).as(body()).isNotBlank();
        assertThat(body())
                .doesNotContain("\\tat ")
                .doesNotContainPattern("\\.[A-Z]\\w*Exception")
                .doesNotContain("<html");
        return this;
    }
}
