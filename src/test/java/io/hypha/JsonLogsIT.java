package io.hypha;

import static io.hypha.TestClient.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.config.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLogsIT {
    @Test
    void shouldWriteNothingButJson() throws IOException {
        try (TestHome home = TestHome.create()) {
            home.without("hypha.admin-key").option("hypha.log.format", "json");
            try (ForkedRuntime hypha = ForkedRuntime.start(home)) {
                String key = Files.readString(home.data.resolve("admin.key")).strip();
                as(
                        key,
                        hypha,
                        "POST",
                        "/api/v1/integrations",
                        "{id: gone, config: {type: api, endpoint: 'http://127.0.0.1:1', retry_count: 0}}");
                as(key, hypha, "POST", "/api/v1/integrations/gone/execute", "{action: 'GET /'}");

                await().untilAsserted(() -> assertThat(lines(home)).anySatisfy(line -> {
                    assertThat(line.path("message").asText()).startsWith("backend_unreachable after 1 attempts");
                    assertThat(line.path("integration_id").asText()).isEqualTo("gone");
                    assertThat(line.path("execution_id").asText()).isNotEmpty();
                }));
                assertThat(lines(home))
                        .anySatisfy(line ->
                                assertThat(line.path("message").asText()).contains("is running", "admin.key"));
                assertThat(Files.readString(home.folder.resolve("output.txt"))).doesNotContain(key);
            }
        }
    }

    private static void as(String key, TestClient hypha, String method, String path, String document) {
        hypha.send(hypha.anonymous(method, path, yaml(document).toString()).header("X-API-Key", key));
    }

    private static List<JsonNode> lines(TestHome home) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(home.folder.resolve("output.txt"))) {
            lines.add(Json.mapper().readTree(line));
        }
        return lines;
    }
}
