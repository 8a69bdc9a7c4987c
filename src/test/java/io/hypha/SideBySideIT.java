package io.hypha;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static io.hypha.TestClient.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Integrations and dropped routes are built and removed beside each other, and none disturbs another. */
class SideBySideIT {
    private static final String READ = "{\"action\": \"GET /thing\"}";
    private static final int CHANGERS = 3;
    private static final int CYCLES = 40;
    private static final String ROUTE =
            """
            - route:
                id: busy
                from:
                  uri: platform-http:/busy
                  steps:
                    - to: {uri: "integration:steady", parameters: {action: "GET /thing"}}
                    - setBody: {constant: "version %d"}
            """;

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
        backend.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        home = TestHome.create();
        hypha = home.start();
    }

    @AfterAll
    static void stop() {
        hypha.close();
        home.close();
        backend.stop();
    }

    private static ObjectNode rest(int timeout) {
        return yaml("{type: rest, endpoint: 'http://127.0.0.1:" + backend.port() + "', timeout: " + timeout + "}");
    }

    @Test
    void shouldChangeIntegrationsAndFilesBesideEachOther() {
        hypha.register("steady", rest(5)).expect(201);
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Integer> files = CompletableFuture.supplyAsync(() -> changeFile(done), TestThreads.PER_TASK);
        CompletableFuture<Void> steady = CompletableFuture.runAsync(() -> changeSteady(done), TestThreads.PER_TASK);

        List<CompletableFuture<Void>> changers = IntStream.range(0, CHANGERS)
                .mapToObj(n -> CompletableFuture.runAsync(() -> change("it-" + n), TestThreads.PER_TASK))
                .toList();
        CompletableFuture<Void> all = CompletableFuture.allOf(changers.toArray(CompletableFuture[]::new));
        all.whenComplete((nothing, thrown) -> done.set(true)).join();

        steady.join();
        assertThat(files.join()).isGreaterThan(1);
        hypha.unregister("steady").expect(204);
    }

    private static void change(String id) {
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            hypha.register(id, rest(5)).expect(201);
            hypha.execute(id, READ).expect(200);
            hypha.put(id, rest(6)).expect(200);
            hypha.execute(id, READ).expect(200);
            hypha.change(id, "stop").expect(200);
            hypha.change(id, "start").expect(200);
            hypha.change(id, "restart").expect(200);
            hypha.execute(id, READ).expect(200);
            hypha.unregister(id).expect(204);
        }
    }

    private static void changeSteady(AtomicBoolean done) {
        for (int timeout = 1; !done.get(); timeout = timeout % 9 + 1) {
            hypha.put("steady", rest(timeout)).expect(200);
            hypha.execute("steady", READ).expect(200);
        }
    }

    /** The versions that were live, one after another. */
    private static int changeFile(AtomicBoolean done) {
        int version = 0;
        while (!done.get()) {
            String text = "version " + ++version;
            home.drop("busy.yaml", ROUTE.formatted(version));
            await().until(() -> hypha.get("/busy").body().equals(text));
        }
        home.remove("busy.yaml");
        await().until(() -> hypha.get("/busy").status() == 404);
        return version;
    }
}
