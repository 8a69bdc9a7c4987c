package io.hypha.management;

import static io.hypha.management.ApiServerIT.assertProblem;
import static io.hypha.management.TestApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a call does not declare is refused, and nothing is done. */
class DeclaredRequestsIT {
    private static final String CRM = "/api/v1/integrations/crm";

    private final TestApi api = new TestApi();

    @BeforeEach
    void register() {
        api.register("crm");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void shouldRefuseOtherQueryParameters(Endpoint endpoint) {
        String path = endpoint.path().toString().replaceAll("\\{.*}", "crm");

        HttpResponse<String> response = api.call(endpoint.method().name(), path + "?if_match=3", null);

        assertProblem(response, 400, "malformed_request");
        assertThat(json(response).at("/problems/0/pointer").asText()).isEqualTo("/if_match");
        assertThat(api.integrations.get("crm").state().label()).isEqualTo("running");
    }

    @Test
    void shouldNameTheClosestParameter() {
        HttpResponse<String> response = api.get("/api/v1/integrations?stat=running");

        assertThat(json(response).path("detail").asText()).contains("did you mean 'state'?");
        assertThat(json(response).at("/problems/0/suggestion").asText()).isEqualTo("state");
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, '', If-None-Match",
        "PATCH, '', If-None-Match",
        "POST, /stop, If-None-Match",
        "POST, /execute, If-None-Match",
        "POST, /execute, If-Match"
    })
    void shouldRefuseConditionsThatItDoesNotHeed(String method, String suffix, String header) {
        HttpResponse<String> response = api.send(api.request(CRM + suffix)
                .header("X-API-Key", TestApi.ADMIN)
                .header(header, "*")
                .method(method, HttpRequest.BodyPublishers.noBody()));

        assertProblem(response, 400, "malformed_request");
        assertThat(json(response).path("detail").asText()).contains(header + " means nothing to " + method);
        assertThat(api.integrations.get("crm").state().label()).isEqualTo("running");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /execute, application/json-patch+json, 415",
        "PATCH, '', application/json-patch+json, 415",
        "PATCH, '', application/merge-patch+json, 200",
        "PATCH, '', application/json; charset=utf-8, 200",
        "PUT, '', application/merge-patch+json, 415"
    })
    void shouldTakeDeclaredMediaTypesOnly(String method, String suffix, String type, int status) {
        HttpResponse<String> response = api.send(api.request(CRM + suffix)
                .header("X-API-Key", TestApi.ADMIN)
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString("{\"config\":{\"type\":\"echo\"}}")));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"/integrations?owner=nope", "/connectors?family=zzz", "/audit?from=yesterday", "/audit?limit=1001"})
    void shouldRefuseImpossibleValues(String target) {
        assertProblem(api.get("/api/v1" + target), 400, "malformed_request");
    }
}
