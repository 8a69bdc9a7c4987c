package io.hypha;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.hypha.TestClient.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.hypha.execution.ExecutionResult;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The documents that Hypha's users brought work as they are, by every door. */
class SeedIT {
    private static final String SEED =
            """
            integrations:
              my_integration:
                type: api
                endpoint: https://api.example.com
                auth:
                  type: oauth2
                  credentials:
                    client_id: your_client_id
                    client_secret: your_client_secret
                timeout: 30
                retry_count: 3

              other_integration:
                type: database
                connection:
                  host: localhost
                  port: 5432
                  database: mydb
                auth:
                  type: basic
                  credentials:
                    username: user
                    password: pass
            """;
    private static final String GET_DATA = "{\"action\": \"get_data\", \"params\": {\"id\": 123}}";

    private static WireMockServer backend;
    private static MockOAuth2Server tokens;
    private static EmbeddedPostgres postgres;
    private static TestHome home;
    private static TestRuntime hypha;

    @BeforeAll
    static void start() throws Exception {
        tokens = new MockOAuth2Server();
        tokens.start();
        backend =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
        backend.start();
        backend.stubFor(get("/.well-known/oauth-authorization-server")
                .willReturn(okJson("{\"issuer\": \"" + origin() + "\", \"token_endpoint\": \"" + origin()
                        + tokens.tokenEndpointUrl("default").encodedPath() + "\"}")));
        backend.stubFor(post(tokens.tokenEndpointUrl("default").encodedPath())
                .willReturn(aResponse()
                        .proxiedFrom("http://localhost:" + tokens.baseUrl().port())));
        backend.stubFor(post("/").willReturn(okJson("{\"id\": 123, \"name\": \"Ada\"}")));
        backend.stubFor(get(urlPathEqualTo("/data/123")).willReturn(okJson("{\"id\": 123, \"verbose\": true}")));
        postgres = EmbeddedPostgres.builder().start();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create user \"user\" password 'pass'");
            statement.execute("create database mydb owner \"user\"");
        }
        home = TestHome.create().config(SEED);
        hypha = home.start();
    }

    @AfterAll
    static void stop() throws Exception {
        hypha.close();
        home.close();
        postgres.close();
        tokens.shutdown();
        backend.stop();
    }

    private static ObjectNode seed(String id) {
        return (ObjectNode) yaml(SEED).at("/integrations/" + id);
    }

    /** The seed's first example, but for the address of a server that is there. */
    private static ObjectNode reachable() {
        return seed("my_integration").put("endpoint", origin());
    }

    private static String origin() {
        return "http://localhost:" + backend.port();
    }

    private static ObjectNode database() {
        ObjectNode config = seed("other_integration");
        ((ObjectNode) config.path("connection")).put("port", postgres.getPort());
        return config.put("engine", "postgresql");
    }

    @Test
    void shouldLoadFromConfigYaml() {
        assertRuns("my_integration", "rest", "config:");
        assertRuns("other_integration", "postgresql", "config:");
        assertThat(hypha.file("config.yaml").path("state").asText()).isEqualTo("loaded");
    }

    private static void assertRuns(String id, String connector, String owner) {
        JsonNode status = hypha.status(id);
        assertThat(status.path("state").asText()).isEqualTo("running");
        assertThat(status.path("is_active").asBoolean()).isTrue();
        assertThat(status.path("connector").asText()).isEqualTo(connector);
        assertThat(status.path("owner").asText()).startsWith(owner.substring(0, owner.length() - 1));
    }

    @Test
    void shouldLoadFromDroppedFile() {
        home.drop(
                "seed.yaml",
                SEED.replace("my_integration", "my_dropped").replace("other_integration", "other_dropped"));
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                        hypha.file("seed.yaml").path("state").asText())
                .isEqualTo("loaded"));
        assertRuns("my_dropped", "rest", "file:");
        assertRuns("other_dropped", "postgresql", "file:");
        home.remove("seed.yaml");
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> hypha.get(TestClient.INTEGRATIONS + "/my_dropped")
                .expectProblem(404, "integration_not_found"));
    }

    @Test
    void shouldRegisterOverRest() {
        for (String id : List.of("my_integration", "other_integration")) {
            Reply created = hypha.register("rest_" + id, seed(id)).expect(201);
            assertThat(created.header("Location")).isEqualTo(TestClient.INTEGRATIONS + "/rest_" + id);
            assertThat(created.body()).doesNotContain("your_client_secret").doesNotContain("\"pass\"");
            hypha.unregister("rest_" + id).expect(204);
        }
    }

    @Test
    void shouldExecuteWithTokenOfDiscoveredServer() {
        hypha.register("seed_api", reachable()).expect(201);
        JsonNode reply = hypha.execute("seed_api", GET_DATA).expect(200).json();
        assertThat(reply.path("outcome").asText()).isEqualTo("success");
        assertThat(reply.path("source").asText()).isEqualTo("live");
        assertThat(reply.path("action").asText()).isEqualTo("get_data");
        assertThat(reply.at("/result/name").asText()).isEqualTo("Ada");
        backend.verify(postRequestedFor(urlEqualTo("/"))
                .withHeader("Authorization", matching("Bearer ey.*"))
                .withHeader("Content-Type", matching("application/json.*")));
        assertStory("seed_api", reply.path("execution_id").asText());
        hypha.unregister("seed_api").expect(204);
        assertThat(hypha.metrics()).doesNotContain("seed_api");
    }

    /** Status, report, metrics and audit agree about one successful call. */
    private static void assertStory(String id, String executionId) {
        JsonNode status = hypha.status(id);
        assertThat(status.path("execution_count").asInt()).isEqualTo(1);
        assertThat(status.path("success_count").asInt()).isEqualTo(1);
        assertThat(status.path("error_count").asInt()).isZero();
        assertThat(status.path("health").asText()).isEqualTo("healthy");
        assertThat(status.path("last_success").isNull()).isFalse();
        assertThat(status.path("circuit_breaker").asText()).isEqualTo("closed");
        assertThat(status.path("credential").asText()).startsWith("token valid until");
        JsonNode line = hypha.get("/api/v1/report").expect(200).json().path("integrations");
        assertThat(line).anySatisfy(found -> {
            assertThat(found.path("id").asText()).isEqualTo(id);
            assertThat(found.path("execution_count").asInt()).isEqualTo(1);
            assertThat(found.path("success_rate").asDouble()).isEqualTo(100.0);
        });
        assertThat(hypha.metrics())
                .contains("hypha_executions_total{integration=\"" + id + "\",outcome=\"success\",source=\"live\"} 1.0");
        await().untilAsserted(() -> assertThat(hypha.get("/api/v1/audit?integration=" + id)
                        .expect(200)
                        .json()
                        .path("items"))
                .anySatisfy(event -> {
                    assertThat(event.path("action").asText()).isEqualTo("execution");
                    assertThat(event.path("outcome").asText()).isEqualTo("success");
                    assertThat(event.path("detail").asText()).contains(executionId);
                })
                .anySatisfy(event -> assertThat(event.path("action").asText()).isEqualTo("integration.register")));
    }

    @Test
    void shouldDoTheWholeTourInJava() throws Exception {
        Map<String, ?> config = Map.of(
                "type",
                "api",
                "endpoint",
                "http://localhost:" + backend.port(),
                "auth",
                Map.of(
                        "type",
                        "oauth2",
                        "credentials",
                        Map.of("client_id", "your_client_id", "client_secret", "your_client_secret")));
        var manager = hypha.java();
        manager.registerIntegration("java_integration", config)
                .toCompletableFuture()
                .get();
        ExecutionResult result = manager.executeIntegration(
                        "java_integration", Map.of("action", "get_data", "params", Map.of("id", 123)))
                .toCompletableFuture()
                .get();
        assertThat(result.result().path("name").asText()).isEqualTo("Ada");
        var status = manager.getIntegrationStatus("java_integration")
                .toCompletableFuture()
                .get();
        assertThat(status.successCount()).isEqualTo(1);
        var updated = manager.updateIntegration("java_integration", Map.of("config", Map.of("timeout", 30)))
                .toCompletableFuture()
                .get();
        assertThat(updated.revision()).isEqualTo(2);
        manager.unregisterIntegration("java_integration").toCompletableFuture().get();
        hypha.get(TestClient.INTEGRATIONS + "/java_integration").expectProblem(404, "integration_not_found");
    }

    @Test
    void shouldExecuteFromDroppedCamelRoute() {
        ObjectNode config = reachable();
        config.set("operations", yaml("get_data: {method: GET, path: '/data/{id}', query: {verbose: true}}"));
        hypha.register("routed", config).expect(201);
        home.drop(
                "timer.yaml",
                """
                - route:
                    id: seed-timer
                    from:
                      uri: timer:seed
                      parameters: {delay: 0, repeatCount: 1}
                      steps:
                        - setBody: {constant: '{"id": 123}'}
                        - to:
                            uri: "integration:routed"
                            parameters: {action: get_data}
                        - to: {uri: "log:seed"}
                """);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        hypha.status("routed").path("success_count").asInt())
                .as(hypha.file("timer.yaml") + "" + hypha.status("routed"))
                .isEqualTo(1));
        backend.verify(getRequestedFor(urlPathEqualTo("/data/123"))
                .withQueryParam("verbose", equalTo("true"))
                .withHeader("Authorization", matching("Bearer ey.*")));
        home.remove("timer.yaml");
        await().untilAsserted(() ->
                assertThat(hypha.file("timer.yaml").isMissingNode()).isTrue());
        hypha.unregister("routed").expect(204);
    }

    @Test
    void shouldUpdateTimeout() {
        hypha.register("updated", reachable()).expect(201);
        Reply reply = hypha.call("PATCH", TestClient.INTEGRATIONS + "/updated", yaml("config: {timeout: 30}"))
                .expect(200);
        assertThat(reply.json().at("/config/timeout").asInt()).isEqualTo(30);
        assertThat(reply.json().at("/config/auth/credentials/client_secret").asText())
                .isEqualTo("******");
        hypha.execute("updated", GET_DATA).expect(200);
        hypha.unregister("updated").expect(204);
    }

    @Test
    void shouldQueryRealPostgresql() {
        hypha.register("seed_database", database()).expect(201);
        update("create table people (id integer primary key, name text)");
        JsonNode inserted = hypha.execute(
                        "seed_database",
                        """
                {"action": "update", "params": {"sql": "insert into people values (:id, :name)",
                 "params": {"id": 123, "name": "Ada'; drop table people; --"}}}""")
                .expect(200)
                .json();
        assertThat(inserted.at("/result/affected").asInt()).isEqualTo(1);
        JsonNode rows = hypha.execute(
                        "seed_database",
                        """
                {"action": "query", "params": {"sql": "select * from people where id = :id", "params": {"id": 123}}}""")
                .expect(200)
                .json()
                .path("result");
        assertThat(rows).hasSize(1);
        assertThat(rows.at("/0/name").asText()).isEqualTo("Ada'; drop table people; --");
        hypha.unregister("seed_database").expect(204);
    }

    private static void update(String sql) {
        hypha.execute("seed_database", "{\"action\": \"update\", \"params\": {\"sql\": \"" + sql + "\"}}")
                .expect(200);
    }
}
