package io.hypha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.hypha.cli.Cli;
import io.hypha.cli.Host;
import io.hypha.cli.Terminal;
import io.hypha.config.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The command line against the real runtime and a real HTTP backend. */
class CliIT {
    private static final String DEFINITIONS =
            """
            integrations:
              crm:
                type: api
                endpoint: %s
                auth:
                  type: bearer
                  credentials:
                    token: %s
                operations:
                  get_data: {method: GET, path: "/data/{id}"}
              broken:
                type: api
                endpoint: http://127.0.0.1
                retry_countt: 3
            """;

    @RegisterExtension
    static final WireMockExtension BACKEND = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    @TempDir
    static Path folder;

    private static Host.Running runtime;
    private static ThisMachine machine;
    private static final ByteArrayOutputStream BANNER = new ByteArrayOutputStream();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() {
        Map<String, String> environment = new TreeMap<>();
        environment.put("HYPHA_DATA", folder.resolve("data").toString());
        environment.put("HYPHA_CONFIG", folder.resolve("config.yaml").toString());
        machine = new ThisMachine(
                Path.of("").toAbsolutePath(), environment, new PrintStream(BANNER, true, StandardCharsets.UTF_8));
        runtime = machine.start(Map.of("hypha.http.port", "0", "hypha.management.port", "0"));
    }

    @AfterAll
    static void stop() {
        runtime.close();
    }

    @Test
    void shouldDoWhatPeopleDoWithAnIntegration() throws IOException {
        BACKEND.stubFor(WireMock.get("/data/123")
                .withHeader("Authorization", WireMock.equalTo("Bearer t0p-s3cret"))
                .willReturn(WireMock.okJson("{\"id\": 123}")));
        assertThat(hypha("t0p-s3cret", "encrypt")).isZero();
        String sealed = out.toString().strip();
        assertThat(sealed).startsWith("ENC(");

        Path file = Files.writeString(folder.resolve("two.yaml"), DEFINITIONS.formatted(BACKEND.baseUrl(), sealed));
        assertThat(hypha("", "apply", "-f", file.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains("crm: created")
                .contains("broken: refused")
                .contains("line 14: /retry_countt")
                .contains("did you mean 'retry_count'?");
        hypha("", "apply", "-f", file.toString());
        assertThat(out.toString()).contains("crm: unchanged");

        assertThat(hypha("", "execute", "crm", "get_data", "-p", "id=123")).isZero();
        assertThat(Json.mapper().readTree(out.toString()).path("id").asInt()).isEqualTo(123);
        assertThat(err.toString()).contains("success (live)");

        assertThat(hypha("", "stop", "crm")).isZero();
        assertThat(out.toString()).contains("crm is stopped");
        assertThat(hypha("", "execute", "crm", "get_data", "-p", "id=123")).isEqualTo(1);
        assertThat(err.toString()).contains("integration_stopped");
        assertThat(hypha("", "start", "crm")).isZero();

        assertThat(hypha("", "list")).isZero();
        assertThat(out.toString()).contains("crm").contains("running").doesNotContain("broken");
        assertThat(hypha("", "get", "crm")).isZero();
        assertThat(out.toString()).doesNotContain("t0p-s3cret");
        assertThat(hypha("", "status", "crm")).isZero();
        assertThat(out.toString()).contains("success_count: 1").contains("error_count: 1");
        assertThat(hypha("", "report")).isZero();
        await().untilAsserted(() -> {
            assertThat(hypha("", "audit", "--integration", "crm")).isZero();
            assertThat(out.toString()).contains("integration.stop").contains("integration_stopped");
        });

        assertThat(hypha("", "unregister", "crm")).isZero();
        assertThat(hypha("", "get", "crm")).isEqualTo(1);
    }

    @Test
    void shouldManageKeys() {
        assertThat(hypha("", "keys", "create", "agent", "--role", "viewer")).isZero();
        String key = out.toString().strip();
        assertThat(hypha("", "keys", "list", "-o", "json")).isZero();
        assertThat(out.toString()).contains("agent").doesNotContain(key);
        assertThat(as(key, "list")).isZero();
        assertThat(as(key, "keys", "list")).isEqualTo(1);
        assertThat(err.toString()).contains("403 forbidden");
        assertThat(as("nonsense-nonsense-nonsense", "list")).isEqualTo(1);
        assertThat(err.toString()).contains("HYPHA_API_KEY");
    }

    @Test
    void shouldListConnectorsAndFiles() {
        assertThat(hypha("", "connectors")).isZero();
        assertThat(out.toString()).contains("rest").contains("postgresql");
        assertThat(hypha("", "connectors", "rest")).isZero();
        assertThat(hypha("", "routes")).isZero();
        assertThat(out.toString()).contains("connectors/rest.kamelet.yaml");
        assertThat(hypha("", "validate", "-f", "config/config.yaml")).isZero();
    }

    /** What the launcher does after a build, to learn which classes a start needs. */
    @Test
    void shouldTrainOnDataOfItsOwn() {
        assertThat(hypha("", "train")).isZero();
        assertThat(out.toString()).contains("training: registered").contains("\"openapi\"");
        assertThat(err.toString()).contains("success (live)");
        assertThat(hypha("", "get", "training")).isEqualTo(1);
    }

    private int hypha(String input, String... arguments) {
        return run(Map.of(), input, arguments);
    }

    private int as(String key, String... arguments) {
        return run(Map.of("HYPHA_API_KEY", key), "", arguments);
    }

    private int run(Map<String, String> variables, String input, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        Map<String, String> environment = new TreeMap<>(variables);
        environment.put("HYPHA_URL", runtime.api().toString());
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out, true),
                new PrintWriter(err, true));
        return new Cli(machine, terminal, environment, "test").run(arguments);
    }
}
