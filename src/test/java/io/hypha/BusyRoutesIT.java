package io.hypha;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static io.hypha.TestClient.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many calls of dropped routes at once hold threads; those that integrations and others need are not among them. */
class BusyRoutesIT {
    /** More than Vert.x has threads for such requests by default. */
    private static final int AT_ONCE = 40;

    private static final String LARGE = "{\"text\": \"" + "x".repeat(400 * 1024) + "\"}";

    private static WireMockServer backend;
    private static TestHome home;
    private static TestRuntime hypha;

    @BeforeAll
    static void start() {
        backend = new WireMockServer(WireMockConfiguration.options()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .disableRequestJournal());
        backend.start();
        backend.stubFor(any(anyUrl()).willReturn(okJson(LARGE)));
        home = TestHome.create();
        hypha = home.start();
    }

    @AfterAll
    static void stop() {
        hypha.close();
        home.close();
        backend.stop();
    }

    /** Each request holds a thread until its integration has answered, and a large answer needs one to be parsed on. */
    @Test
    void shouldAnswerManyCallsOfARouteWithLargeAnswers() {
        hypha.register("large", yaml("{type: rest, endpoint: 'http://127.0.0.1:" + backend.port() + "'}"))
                .expect(201);
        home.drop(
                "large.yaml",
                """
                - route:
                    from:
                      uri: platform-http:/large
                      steps:
                        - to: {uri: "integration:large", parameters: {action: "GET /large"}}
                        - setBody: {simple: "on ${threadName}"}
                """);
        await().until(() -> hypha.get("/large").status() == 200);

        List<CompletableFuture<Reply>> all = IntStream.range(0, AT_ONCE)
                .mapToObj(n -> CompletableFuture.supplyAsync(() -> hypha.get("/large"), TestThreads.PER_TASK))
                .toList();

        assertThat(all).allSatisfy(reply -> {
            assertThat(reply.join().status()).isEqualTo(200);
            assertThat(reply.join().body()).startsWith("on hypha-route-");
        });
        home.remove("large.yaml");
        hypha.unregister("large").expect(204);
    }
}
