package example;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.hypha.HyphaRuntime;
import io.hypha.config.Settings;
import io.hypha.execution.ExecutionResult;
import io.hypha.integration.IntegrationManager;
import io.hypha.integration.IntegrationStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hypha as a program sees it that embeds it: from another package, and with what the README shows. */
class JavaDoorIT {
    private static final Path SOURCE = Path.of("src/test/java/example/JavaDoorIT.java");

    private HttpServer backend;
    private String endpoint;

    @TempDir
    private Path data;

    @BeforeEach
    void start() throws IOException {
        backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        backend.createContext("/data", exchange -> {
            byte[] answer = "{\"name\": \"mushroom 123\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        backend.start();
        endpoint = "http://127.0.0.1:" + backend.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        backend.stop(0);
    }

    @Test
    void shouldOpen() {
        Path home = Path.of("").toAbsolutePath();
        Map<String, String> options = Map.of(
                "hypha.http.port", "0",
                "hypha.management.port", "0",
                "hypha.data", data.toString());
        Settings settings = Settings.load(home, home.resolve("config/application.properties"), Map.of(), options);

        try (HyphaRuntime hypha = HyphaRuntime.start(settings, Map.of())) {
            assertThat(callAll(hypha.integrations()).successCount()).isEqualTo(1);
            assertThat(hypha.integrations().getIntegrationStatus("my_integration"))
                    .isCompletedExceptionally();
        }
    }

    private IntegrationStatus callAll(IntegrationManager integrations) {
        Map<String, ?> config = Map.of(
                "type",
                "api",
                "endpoint",
                endpoint,
                "operations",
                Map.of("get_data", Map.of("method", "GET", "path", "/data/{id}")));
        integrations
                .registerIntegration("my_integration", config)
                .toCompletableFuture()
                .join();
        integrations
                .updateIntegration("my_integration", Map.of("config", Map.of("timeout", 5)))
                .toCompletableFuture()
                .join();

        Map<String, ?> call = Map.of("action", "get_data", "params", Map.of("id", 123));
        ExecutionResult result = integrations
                .executeIntegration("my_integration", call)
                .toCompletableFuture()
                .join();
        IntegrationStatus status = integrations
                .getIntegrationStatus("my_integration")
                .toCompletableFuture()
                .join();

        integrations
                .unregisterIntegration("my_integration")
                .toCompletableFuture()
                .join();
        assertThat(result.result().path("name").asText()).isEqualTo("mushroom 123");
        return status;
    }

    @Test
    void shouldBeWhatTheReadmeShows() throws IOException {
        String source = squeezed(Files.readString(SOURCE));
        String readme = Files.readString(Path.of("README.md"));
        String shown = readme.substring(readme.indexOf("```java") + 7);

        assertThat(shown.substring(0, shown.indexOf("```")).split("(?<=;)\n"))
                .filteredOn(statement -> statement.matches("(?s).*integrations\\.\\w+Integration.*"))
                .hasSize(5)
                .allSatisfy(statement -> assertThat(source).contains(squeezed(statement)));
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }
}
