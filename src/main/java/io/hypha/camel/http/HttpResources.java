package io.hypha.camel.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.camel.ResourceFactory;
import io.hypha.config.Findings;
import io.hypha.credential.HttpCredential;
import io.hypha.credential.HttpCredentials;
import io.hypha.integration.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes the {@code target} of an HTTP integration, which the component {@code hypha-http} calls, and its {@code credential}. */
public final class HttpResources implements ResourceFactory {
    private static final long DEFAULT_MAX_RESPONSE_SIZE = 10L << 20;

    private static final List<OutgoingRequest.Header> OURS = List.of(
            new OutgoingRequest.Header("user-agent", "hypha"),
            new OutgoingRequest.Header("accept", "application/json, */*;q=0.5"));

    private final HttpCredentials credentials;

    public HttpResources(HttpCredentials credentials) {
        this.credentials = requireNonNull(credentials, "credentials is null");
    }

    @Override
    public String name() {
        return "http";
    }

    /** @throws io.hypha.config.InvalidDocumentException with everything that HTTP cannot carry */
    @Override
    public Map<String, Object> create(Definition definition, String key) {
        ObjectNode parameters = definition.parameters();
        JsonNode headers = parameters.path("headers");
        String contentType = OperationParser.contentTypeField(headers, MediaType.JSON);
        OperationParser parser = new OperationParser(contentType);
        Findings findings = new Findings();
        BaseUri base = findings.at(
                "/endpoint",
                "endpoint",
                () -> BaseUri.of(parameters.path("endpoint").asText()),
                null);
        List<OutgoingRequest.Header> fields = defaults(headers, findings);
        Map<String, Operation> operations = parser.declared(definition.operations(), findings);
        HttpCredential credential =
                findings.at("/auth/credentials", "credentials", () -> credentials.of(definition.auth()), null);
        if (credential != null && !findings.problems().isEmpty()) {
            credential.close();
        }
        findings.check();
        HttpTarget target =
                new HttpTarget(base, fields, operations, parser, contentType, credential, limits(parameters));
        return Map.of("target", target, "credential", credential);
    }

    private static HttpLimits limits(ObjectNode parameters) {
        return new HttpLimits(
                parameters.path("max_response_size").asLong(DEFAULT_MAX_RESPONSE_SIZE),
                parameters.path("follow_redirects").asBoolean());
    }

    private static List<OutgoingRequest.Header> defaults(JsonNode headers, Findings findings) {
        List<OutgoingRequest.Header> fields = new ArrayList<>(OURS);
        HeaderTemplate.listOf(headers, false, "/headers", findings).stream()
                .filter(header -> !header.name().equals("content-type"))
                .map(header -> new OutgoingRequest.Header(
                        header.name(), header.value().literals().get(0)))
                .forEach(fields::add);
        return fields;
    }
}
