package io.hypha.camel.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DrainingTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final CountDownLatch go = new CountDownLatch(1);
    private final DefaultCamelContext context = new DefaultCamelContext();
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        Router router = Router.router(vertx);
        String name = VertxPlatformHttpRouter.PLATFORM_HTTP_ROUTER_NAME_ZERO;
        context.disableJMX();
        context.getRegistry().bind(name, new VertxPlatformHttpRouter(null, vertx, router, name));
        context.start();
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stop() {
        go.countDown();
        context.getShutdownStrategy().setTimeout(1);
        context.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void shouldLetMessageOfTimerEnd() throws Exception {
        MockEndpoint after = context.getEndpoint("mock:after", MockEndpoint.class);
        after.expectedMessageCount(1);
        route("timer:once?delay=0&repeatCount=1");

        CompletableFuture<Void> drained = drain(LONG);
        await().until(() ->
                context.getRoute("r").getConsumer() instanceof DefaultConsumer input && input.isSuspended());
        go.countDown();
        drained.join();

        after.assertIsSatisfied();
    }

    @Test
    void shouldAnswerRequestInFlightAndTurnOthersAway() throws Exception {
        route("platform-http:/slow");
        CompletableFuture<HttpResponse<String>> answer = get("/slow");
        await().until(() -> context.getInflightRepository().size("r") == 1);

        CompletableFuture<Void> drained = drain(LONG);
        await().until(() -> get("/slow").join().statusCode() == 503);
        go.countDown();
        drained.join();

        assertThat(answer.join().statusCode()).isEqualTo(200);
        assertThat(answer.join().body()).isEqualTo("done");
    }

    @Test
    void shouldTellWhoWaitsInVain() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/slow").routeId("r").delay(600_000).to("mock:after");
            }
        });
        CompletableFuture<HttpResponse<String>> answer = get("/slow");
        await().until(() -> PluginHelper.getAsyncProcessorAwaitManager(context).size() == 1);

        drain(Duration.ZERO).join();

        assertThat(answer.join().statusCode()).isEqualTo(503);
        assertThat(PluginHelper.getAsyncProcessorAwaitManager(context).size()).isZero();
    }

    private void route(String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri)
                        .routeId("r")
                        .process(exchange -> go.await())
                        .setBody(constant("done"))
                        .to("mock:after");
            }
        });
        if (uri.startsWith("timer")) {
            await().until(() -> context.getInflightRepository().size("r") == 1);
        }
    }

    private CompletableFuture<Void> drain(Duration limit) {
        return CompletableFuture.runAsync(() -> new Draining(context, limit).drain(List.of("r")));
    }

    private CompletableFuture<HttpResponse<String>> get(String path) {
        URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + path);
        return http.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
