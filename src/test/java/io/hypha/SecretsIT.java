package io.hypha;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.hypha.TestClient.INTEGRATIONS;
import static io.hypha.TestClient.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.hypha.config.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Secrets come in by every way there is, are used, and are then looked for by value in all that comes out or is kept. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecretsIT {
    private static final String MASTER = "Zx-master-password-1";
    private static final String REST_BEARER = "Zx-bearer-token-of-rest-2";
    private static final String CONFIG_PASSWORD = "Zx-password-of-config-yaml-3";
    private static final String FILE_KEY = "Zx-api-key-of-dropped-file-4";
    private static final String ENV_SECRET = "Zx-secret-of-environment-5";
    private static final String FOLDER_SECRET = "Zx-secret-of-folder-6";
    private static final String CLIENT_SECRET = "Zx-client-secret-7";
    private static final String DATABASE_PASSWORD = "Zx-database-password-8";
    private static final String CAMEL_PROPERTY = "Zx-camel-property-9";
    private static final String ENCRYPTED_REST = "Zx-encrypted-in-rest-10";
    private static final String MISPLACED = "Zx-misplaced-password-11";
    private static final String HEADER = "Zx-api-key-in-headers-12";
    private static final String ROUTE_PASSWORD = "Zx-password-of-route-13";
    private static final List<String> SECRETS = List.of(
            ROUTE_PASSWORD,
            MASTER,
            REST_BEARER,
            CONFIG_PASSWORD,
            FILE_KEY,
            ENV_SECRET,
            FOLDER_SECRET,
            CLIENT_SECRET,
            DATABASE_PASSWORD,
            CAMEL_PROPERTY,
            ENCRYPTED_REST,
            HEADER,
            TestHome.ADMIN);
    private static final String LEAKY =
            """
            - route:
                id: leaky
                from:
                  uri: platform-http:/leaky
                  steps:
                    - setHeader: {name: X-Leak, constant: "{{my.pass}}"}
                    - setBody: {simple: "it is {{my.pass}}, said ${header.as}"}
                    - choice:
                        when:
                          - simple: "${header.as} == 'stream'"
                            steps:
                              - convertBodyTo: {type: java.io.InputStream}
                          - simple: "${header.as} == 'bytes'"
                            steps:
                              - convertBodyTo: {type: "byte[]"}
            - route:
                id: polled
                from:
                  uri: "timer:{{my.pass}}?period=60000"
                  steps:
                    - to: {uri: "log:{{my.pass}}"}
            """;
    private static final String CALL = "{\"action\": \"GET /thing\"}";

    private static final ByteArrayOutputStream OUTPUT = new ByteArrayOutputStream();
    private static final PrintStream STANDARD_OUTPUT = System.out;
    private static final List<String> ANSWERS = new ArrayList<>();

    private static WireMockServer backend;
    private static TestHome home;
    private static TestRuntime hypha;

    @BeforeAll
    static void start() throws IOException {
        backend = new WireMockServer(WireMockConfiguration.options()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .globalTemplating(true));
        backend.start();
        backend.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(400)
                        .withBody("you sent {{request.headers.Authorization}} {{request.headers.X-API-Key}}")));
        System.setOut(new PrintStream(OUTPUT, true, StandardCharsets.UTF_8));
        home = TestHome.create();
        Path folder = Files.createDirectories(home.folder.resolve("secrets"));
        Files.writeString(folder.resolve("token"), FOLDER_SECRET + "\n");
        home.option("hypha.master-password", MASTER)
                .option("hypha.log.level", "debug")
                .option("hypha.secrets.folder", folder.toString())
                .variable("HYPHA_SECRET_TOKEN", ENV_SECRET);
        home.properties(
                "camel.variable.it=" + encrypted(CAMEL_PROPERTY) + "\nmy.pass=" + encrypted(ROUTE_PASSWORD) + "\n");
        home.drop("leaky.yaml", LEAKY);
        home.option("hypha.admin-key", encrypted(TestHome.ADMIN));
        home.config("integrations:\n  configured: "
                + rest("{type: basic, credentials: {username: u, password: '" + encrypted(CONFIG_PASSWORD) + "'}}"));
        home.drop(
                "dropped.yaml",
                "integrations:\n  dropped: "
                        + rest("{type: api_key, credentials: {key: '" + encrypted(FILE_KEY) + "'}}"));
        hypha = home.start();
    }

    @AfterAll
    static void stop() {
        hypha.close();
        System.setOut(STANDARD_OUTPUT);
        home.close();
        backend.stop();
    }

    private static String encrypted(String secret) {
        return new ThisMachine(home.folder, home.environment(), STANDARD_OUTPUT)
                .encrypt(home.options(), secret)
                .text();
    }

    private static String rest(String auth) {
        return "{type: rest, endpoint: 'http://127.0.0.1:" + backend.port() + "', retry_count: 0, auth: " + auth + "}";
    }

    private static String bearer(String token) {
        return rest("{type: bearer, credentials: {token: '" + token + "'}}");
    }

    private static Reply keep(Reply reply) {
        ANSWERS.add(reply.response().headers().map() + "\n" + reply.body());
        return reply;
    }

    private static void useSecret(String id) {
        Reply reply = keep(hypha.execute(id, CALL));
        assertThat(reply.body()).as("the backend sends back what it was sent").contains("you sent");
    }

    @Test
    @Order(1)
    void shouldUseSecretsOfEverySource() {
        useSecret("configured");
        useSecret("dropped");
        for (Map.Entry<String, String> each : Map.of(
                        "literal",
                        REST_BEARER,
                        "encrypted",
                        encrypted(ENCRYPTED_REST),
                        "environment",
                        "${secret:env/HYPHA_SECRET_TOKEN}",
                        "folder",
                        "${secret:file/token}")
                .entrySet()) {
            keep(hypha.register(each.getKey(), yaml(bearer(each.getValue()))).expect(201));
            useSecret(each.getKey());
        }
        for (String token : List.of(REST_BEARER, ENCRYPTED_REST, ENV_SECRET, FOLDER_SECRET)) {
            backend.verify(
                    getRequestedFor(urlPathEqualTo("/thing")).withHeader("Authorization", equalTo("Bearer " + token)));
        }
    }

    @Test
    @Order(1)
    void shouldTakeHeadersNamedLikeCredentialsForSecrets() {
        for (Map.Entry<String, String> each : Map.of("plain-header", HEADER, "sealed-header", encrypted(HEADER))
                .entrySet()) {
            keep(hypha.register(
                            each.getKey(),
                            yaml("{type: rest, endpoint: 'http://127.0.0.1:" + backend.port() + "', retry_count: 0,"
                                    + " headers: {x-api-KEY: '" + each.getValue() + "', X-Plain: shown}}"))
                    .expect(201));
            useSecret(each.getKey());
            assertThat(hypha.get(INTEGRATIONS + "/" + each.getKey())
                            .expect(200)
                            .json()
                            .at("/config/headers/X-Plain")
                            .asText())
                    .isEqualTo("shown");
        }
        backend.verify(2, getRequestedFor(urlPathEqualTo("/thing")).withHeader("X-API-Key", equalTo(HEADER)));
    }

    @Test
    @Order(2)
    void shouldMaskWhatDroppedRoutesAnswer() {
        for (String as : List.of("text", "stream", "bytes")) {
            Reply reply = keep(hypha.get("/leaky?as=" + as)).expect(200);
            assertThat(reply.body()).isEqualTo("it is ******, said " + as);
            assertThat(reply.response().headers().firstValue("X-Leak")).contains("******");
        }
    }

    @Test
    @Order(2)
    void shouldFailWithSecretsOnBoard() {
        keep(hypha.register(
                        "tokens",
                        yaml(rest("{type: oauth2, credentials: {client_id: c, client_secret: '" + CLIENT_SECRET
                                + "', token_url: 'http://127.0.0.1:" + backend.port() + "/token'}}")))
                .expect(201));
        keep(hypha.execute("tokens", CALL).expectProblem());
        keep(hypha.register(
                        "database",
                        yaml("{type: postgresql, connection: {port: 1, database: d}, timeout: 2, retry_count: 0,"
                                + " auth: {type: basic, credentials: {username: u, password: '" + DATABASE_PASSWORD
                                + "'}}}"))
                .expect(201));
        keep(hypha.execute("database", "{\"action\": \"query\", \"params\": {\"sql\": \"select 1\"}}")
                .expectProblem());
    }

    @Test
    @Order(3)
    void shouldNotQuoteSecretsThatAreInTheWrongPlace() {
        for (String auth : List.of(
                "{type: basic, credentials: {usernam: u, password: '" + MISPLACED + "'}}",
                "{type: bearer, credentials: '" + MISPLACED + "'}",
                "'" + MISPLACED + "'",
                "{type: bearer, credentials: {token: ['" + MISPLACED + "']}}",
                "{type: bearer, credentials: {token: {a: '" + MISPLACED + "'}}}",
                "{type: bearer, credentials: {token: 'ENC(" + MISPLACED + ")'}}",
                "{type: oauth2, credentials: {client_id: 1, client_secret: '" + MISPLACED + "', token_url: ':'}}",
                "{type: bearer, token: '" + MISPLACED + "'}")) {
            Reply reply = keep(hypha.register("misplaced", yaml(rest(auth)))).expectProblem();
            assertThat(reply.body()).as(auth).doesNotContain(MISPLACED);
        }
        Reply reply = keep(hypha.send(
                hypha.request("POST", INTEGRATIONS, "{\"id\": \"x\", \"config\": {\"password\": " + MISPLACED + "}}")));
        assertThat(reply.expectProblem(400, "malformed_request").body()).doesNotContain(MISPLACED);
        assertThat(OUTPUT.toString(StandardCharsets.UTF_8)).doesNotContain(MISPLACED);
    }

    @Test
    @Order(4)
    void shouldGiveSecretsBackToNobody() {
        List<String> paths = new ArrayList<>(List.of(
                "/api/v1",
                INTEGRATIONS,
                "/api/v1/report",
                "/api/v1/audit?limit=100",
                "/api/v1/keys",
                "/api/v1/routes",
                "/api/v1/connectors",
                "/api/v1/connectors/rest",
                "/api/v1/openapi.json"));
        for (JsonNode item : hypha.get(INTEGRATIONS).json().path("items")) {
            paths.add(INTEGRATIONS + "/" + item.path("id").asText());
            paths.add(INTEGRATIONS + "/" + item.path("id").asText() + "/status");
        }
        paths.forEach(path -> keep(hypha.get(path).expect(200)));
        for (String path : List.of("/observe/health", "/observe/metrics", "/observe/info")) {
            keep(hypha.observe(path));
        }
        assertThat(paths).hasSizeGreaterThan(20);
        assertNoSecret("answers", String.join("\n", ANSWERS));
    }

    @Test
    @Order(5)
    void shouldTakeMaskedDocumentsBack() {
        JsonNode shown = hypha.get(INTEGRATIONS + "/literal").expect(200).json().path("config");
        assertThat(shown.at("/auth/credentials/token").asText()).isEqualTo("******");
        keep(hypha.put("literal", shown).expect(200));
        backend.resetRequests();
        useSecret("literal");
        backend.verify(getRequestedFor(urlPathEqualTo("/thing"))
                .withHeader("Authorization", equalTo("Bearer " + REST_BEARER)));
    }

    @Test
    @Order(6)
    void shouldLogNoSecret() {
        String log = OUTPUT.toString(StandardCharsets.UTF_8);
        assertThat(log).contains("DEBUG").contains("dropped");
        assertNoSecret("log", log);
    }

    @Test
    @Order(7)
    void shouldShowNoSecretInJmx() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        StringBuilder all = new StringBuilder();
        for (ObjectName name : server.queryNames(null, null)) {
            boolean ofTheProcess =
                    name.getDomain().startsWith("java.lang") || name.getDomain().startsWith("com.sun");
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                if (attribute.isReadable() && !ofTheProcess) {
                    all.append(name).append(' ').append(attribute.getName()).append('=');
                    all.append(value(server, name, attribute.getName())).append('\n');
                }
            }
        }
        ObjectName context = new ObjectName("org.apache.camel:context=hypha,type=context,name=\"hypha\"");
        all.append(
                server.invoke(context, "dumpRoutesAsXml", new Object[] {true}, new String[] {boolean.class.getName()}));
        Thread.getAllStackTraces().keySet().forEach(thread -> all.append(thread.getName())
                .append('\n'));
        assertThat(all).contains("org.apache.camel:context=hypha", "name=\"polled\"", "timer://******");
        assertNoSecret("JMX", all.toString());
    }

    private static String value(MBeanServer server, ObjectName name, String attribute) throws JMException {
        try {
            Object value = server.getAttribute(name, attribute);
            return value instanceof CompositeData data
                    ? data.values().toString()
                    : Json.mapper().valueToTree(value).toString();
        } catch (RuntimeMBeanException | IllegalArgumentException e) {
            return "unreadable";
        }
    }

    @Test
    @Order(8)
    void shouldStoreNoSecretAsItIs() throws IOException {
        await().untilAsserted(() -> assertThat(
                        hypha.get("/api/v1/audit?action=execution").json().path("items"))
                .hasSizeGreaterThan(6));
        hypha.close();
        try (Stream<Path> files = Files.walk(home.data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertNoSecret(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(Files.exists(home.data.resolve("admin.key"))).isFalse();
        hypha = home.start();
        useSecret("literal");
    }

    private static void assertNoSecret(String where, String text) {
        for (String secret : SECRETS) {
            String base64 = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
            assertThat(text.contains(secret)).as(where + " has " + secret).isFalse();
            assertThat(text.contains(base64))
                    .as(where + " has " + secret + " in base64")
                    .isFalse();
        }
        String basic = Base64.getEncoder().encodeToString(("u:" + CONFIG_PASSWORD).getBytes(StandardCharsets.UTF_8));
        assertThat(text.contains(basic))
                .as(where + " has a password as in basic authentication")
                .isFalse();
    }
}
