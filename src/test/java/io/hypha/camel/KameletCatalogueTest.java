package io.hypha.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Json;
import io.hypha.credential.AuthSettings;
import io.hypha.execution.Caller;
import io.hypha.execution.ExecutionRequest;
import io.hypha.execution.Invocation;
import io.hypha.integration.Definition;
import io.hypha.integration.Deployment;
import io.hypha.resilience.BreakerPolicy;
import io.hypha.resilience.ResiliencePolicy;
import io.hypha.resilience.RetryPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Kamelets of the Apache Camel catalogue are connectors as they are. */
class KameletCatalogueTest {
    private static final Pattern KIND = Pattern.compile("camel.apache.org/kamelet.type: \"?(action|sink)\"?\\s");

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Pools pools = new Pools(4);
    private HttpServer server;
    private String received;
    private Connectors connectors;
    private CamelDeployer deployer;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/things", exchange -> {
            received = exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] answer = "{\"stored\":true}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        context.disableJMX();
        connectors = new Connectors(context);
        deployer = new CamelDeployer(
                context,
                connectors,
                List.of(),
                List.of(),
                pools,
                Files.readString(Path.of("routes/system/envelope.yaml")));
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        pools.close();
        server.stop(0);
    }

    @Test
    void shouldSendThroughTheHttpSink() throws Exception {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/things";

        Deployment.Answer answer = call("http-sink", Map.of("url", url, "method", "PUT"));

        assertThat(received).isEqualTo("PUT application/json {\"colour\":\"red\"}");
        assertThat(answer.body().toString()).isEqualTo("{\"stored\":true}");
    }

    @Test
    void shouldPassThroughTheLogAction() throws Exception {
        Deployment.Answer answer = call("log-action", Map.of("loggerName", "tour", "level", "DEBUG"));

        assertThat(answer.body().path("colour").asText()).isEqualTo("red");
    }

    @Test
    void shouldPassThroughTheDelayAction() throws Exception {
        assertThat(call("delay-action", Map.of("milliseconds", "1"))
                        .body()
                        .path("colour")
                        .asText())
                .isEqualTo("red");
    }

    @Test
    void shouldPassThroughInsertHeader() throws Exception {
        assertThat(call("insert-header-action", Map.of("name", "x-colour", "value", "blue"))
                        .body()
                        .path("colour")
                        .asText())
                .isEqualTo("red");
    }

    /** Counted in the README: what is refused, is refused for a reason. */
    @Test
    void shouldLoadAllActionsAndSinksThatFindWhatTheyNeed() throws Exception {
        Map<String, List<String>> byRule = new TreeMap<>();
        actionsAndSinks().forEach((file, text) -> byRule.computeIfAbsent(rule(file, text), none -> new ArrayList<>())
                .add(file.replace(".kamelet.yaml", "")));

        assertThat(byRule.keySet()).containsExactly("class path", "loaded", "script", "template");
        assertThat(byRule.get("script")).containsExactly("predicate-filter-action");
        // Says toType in a step in which this version of Camel does not know it.
        assertThat(byRule.get("template")).containsExactly("aws-ddb-sink", "google-sheets-sink");
        assertThat(byRule.get("loaded"))
                .contains("http-sink", "log-action", "ogcapi-features-action")
                .hasSize(21);
        assertThat(byRule.get("class path"))
                .contains("postgresql-sink", "mail-sink", "kafka-ssl-sink", "google-pubsub-sink")
                .hasSize(129);
    }

    private String rule(String name, String text) {
        try {
            ConnectorFiles.load(connectors, name, text);
            return "loaded";
        } catch (InvalidDocumentException e) {
            boolean missing = e.problems().stream()
                    .allMatch(problem -> problem.message().contains("add its jar to the lib folder"));
            return missing ? "class path" : e.problems().get(0).rule();
        }
    }

    private static Map<String, String> actionsAndSinks() throws IOException, URISyntaxException {
        URI one = KameletCatalogueTest.class
                .getResource("/kamelets/http-sink.kamelet.yaml")
                .toURI();
        Map<String, String> texts = new TreeMap<>();
        try (FileSystem jar = FileSystems.newFileSystem(one, Map.of());
                Stream<Path> files = Files.list(jar.getPath("/kamelets"))) {
            for (Path file : files.toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        texts.values().removeIf(text -> !KIND.matcher(text).find());
        return texts;
    }

    private Deployment.Answer call(String name, Map<String, String> parameters) throws Exception {
        ConnectorFiles.load(connectors, name + ".kamelet.yaml", kamelet(name));
        Deployment deployment = deployer.deploy(definition(name, parameters), 1, null);
        try {
            ObjectNode document = Json.mapper().createObjectNode().put("colour", "red");
            ExecutionRequest request = new ExecutionRequest("e1", "it", document, new Caller("test", "java", "r1"));
            return deployment.execute(new Invocation(request, "", null)).join();
        } finally {
            deployment.close();
        }
    }

    private Definition definition(String name, Map<String, String> parameters) {
        ResiliencePolicy policy = new ResiliencePolicy(
                Duration.ofSeconds(20),
                RetryPolicy.DEFAULT,
                BreakerPolicy.DEFAULT,
                4,
                Optional.empty(),
                Optional.empty());
        ObjectNode tree = Json.mapper().valueToTree(parameters);
        return new Definition(
                "it", connectors.find(name).orElseThrow(), tree, Map.of(), AuthSettings.NONE, policy, tree, List.of());
    }

    private static String kamelet(String name) throws IOException {
        try (InputStream file = KameletCatalogueTest.class.getResourceAsStream("/kamelets/" + name + ".kamelet.yaml")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
