package io.hypha.management;

import static io.hypha.management.TestApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody changes what is not what they know. */
class PreconditionsIT {
    private static final String CRM = "/api/v1/integrations/crm";
    private static final String ECHO = "{\"config\":{\"type\":\"echo\"}}";

    private final TestApi api = new TestApi();

    @AfterEach
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource({"*", "'\"1\"'", "'\"1-abc\"'"})
    void shouldNotCreateWhatMustBeThere(String ifMatch) {
        assertWrongRevision(send("PUT", CRM, ECHO, ifMatch));
        assertThat(api.integrations.find("crm")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"stop", "pause", "restart"})
    void shouldNotStartOrStopAnotherRevision(String action) {
        api.register("crm");

        assertWrongRevision(send("POST", CRM + "/" + action, null, "\"7\""));
        assertThat(send("POST", CRM + "/" + action, null, "\"1\"").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldTellAnIntegrationFromAnEarlierOneOfItsId() {
        api.register("crm");
        String tag = api.get(CRM).headers().firstValue("ETag").orElseThrow();
        assertThat(send("PUT", CRM, ECHO, tag).statusCode()).isEqualTo(200);
        api.call("DELETE", CRM, null);
        api.register("crm");

        HttpResponse<String> stale = send("DELETE", CRM, null, tag);

        assertWrongRevision(stale);
        assertThat(json(stale).path("detail").asText()).contains("registered anew");
        String now = api.get(CRM).headers().firstValue("ETag").orElseThrow();
        assertThat(send("DELETE", CRM, null, now).statusCode()).isEqualTo(204);
    }

    private HttpResponse<String> send(String method, String path, String body, String ifMatch) {
        HttpRequest.BodyPublisher publisher =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        return api.send(api.request(path)
                .header("X-API-Key", TestApi.ADMIN)
                .header("If-Match", ifMatch)
                .method(method, publisher));
    }

    private static void assertWrongRevision(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(409);
        assertThat(json(response).path("code").asText()).isEqualTo("wrong_revision");
    }
}
