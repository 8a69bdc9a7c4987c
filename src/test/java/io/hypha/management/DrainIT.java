package io.hypha.management;

import static io.hypha.management.TestApi.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.TextNode;
import io.hypha.TestThreads;
import io.hypha.integration.Deployment;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Stopping cuts no call off. */
class DrainIT {
    private static final String CRM = "/api/v1/integrations/crm";

    private final TestApi api = new TestApi();

    @Test
    void shouldEndCallsInFlightAndRefuseOthersWhileItStops() {
        api.register("crm");
        CompletableFuture<HttpResponse<String>> call = CompletableFuture.supplyAsync(
                () -> api.call("POST", CRM + "/execute", "{\"action\":\"hold\"}"), TestThreads.PER_TASK);
        await().until(() -> api.integrations.status("crm").inFlight() == 1);

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(api::close, TestThreads.PER_TASK);
        await().until(() -> api.get(CRM).statusCode() == 503);
        HttpResponse<String> late = api.get(CRM);
        api.echo.held.complete(Deployment.Answer.live(TextNode.valueOf("done")));

        assertThat(json(late).path("code").asText()).isEqualTo("unavailable");
        assertThat(late.headers().firstValue("Retry-After")).contains("1");
        assertThat(late.headers().firstValue("Connection")).contains("close");
        assertThat(json(call.join()).path("result").asText()).isEqualTo("done");
        stopped.join();
    }
}
