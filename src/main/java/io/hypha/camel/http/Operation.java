package io.hypha.camel.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What an action sends.
 *
 * @param used the params that its templates name
 * @param body null if the params that are left over are the body, or the query where the method has no body
 * @param repeatable whether sending it twice is harmless
 */
record Operation(
        HttpMethod method,
        PathTemplate path,
        QueryTemplate query,
        List<HeaderTemplate> headers,
        BodyTemplate body,
        String contentType,
        boolean repeatable,
        Set<String> used) {
    /** RFC 9110 9.3: methods whose requests have no body of their own. */
    private static final Set<HttpMethod> BODILESS =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.DELETE, HttpMethod.OPTIONS);

    private static final Set<HttpMethod> IDEMPOTENT =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT, HttpMethod.DELETE, HttpMethod.OPTIONS);

    Operation {
        headers = List.copyOf(headers);
        used = Set.copyOf(used);
    }

    static boolean isBodiless(HttpMethod method) {
        return BODILESS.contains(method);
    }

    /** RFC 9110 9.2.2. */
    static boolean isIdempotent(HttpMethod method) {
        return IDEMPOTENT.contains(method);
    }

    /** @param fixed query parameters that the endpoint and the credential set, which params must not set again */
    OutgoingRequest fill(BaseUri base, QueryNames fixed, ObjectNode params) {
        StringBuilder target = new StringBuilder(path.isEmpty() ? base.ownPath() : base.path());
        path.append(target, params);
        QueryText text = new QueryText(base.appendQuery(target), !base.query().isEmpty());
        query.append(text, params);
        if (isBodiless(method)) {
            query.appendLeftovers(text, params, used, fixed);
        }
        return new OutgoingRequest(
                method, target.toString(), fillHeaders(params), contentType, fillBody(params), label());
    }

    /** How errors call it: without values, which may be secrets. */
    String label() {
        return method + " " + path;
    }

    private List<OutgoingRequest.Header> fillHeaders(ObjectNode params) {
        if (headers.isEmpty()) {
            return List.of();
        }
        List<OutgoingRequest.Header> filled = new ArrayList<>(headers.size());
        for (HeaderTemplate header : headers) {
            if (header.isGiven(params)) {
                filled.add(new OutgoingRequest.Header(header.name(), header.fill(params)));
            }
        }
        return filled;
    }

    /** Null if there is none. */
    private Buffer fillBody(ObjectNode params) {
        if (body == null) {
            return isBodiless(method) ? null : leftoverBody(params);
        }
        if (!isBodiless(method)) {
            refuseLeftovers(params);
        }
        JsonNode content = body.fill(params);
        if (!content.isMissingNode()) {
            return BodyFormat.of(contentType).write(content, contentType);
        }
        if (body instanceof BodyTemplate.Text text) {
            text.template().requireAll(params, "the body");
        }
        return null;
    }

    private Buffer leftoverBody(ObjectNode params) {
        ObjectNode leftover = params;
        if (!used.isEmpty()) {
            leftover = params.objectNode();
            for (var param : params.properties()) {
                if (!used.contains(param.getKey())) {
                    leftover.set(param.getKey(), param.getValue());
                }
            }
        }
        return leftover.isEmpty() ? null : BodyFormat.of(contentType).write(leftover, contentType);
    }

    private void refuseLeftovers(ObjectNode params) {
        params.fieldNames().forEachRemaining(param -> {
            if (!used.contains(param)) {
                throw ParamFailures.wrong(param, "unknown", "is not used by this operation, which uses " + used);
            }
        });
    }
}
