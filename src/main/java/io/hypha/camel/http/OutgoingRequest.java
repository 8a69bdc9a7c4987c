package io.hypha.camel.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A request ready to be sent, but for what proves who sends it.
 *
 * @param uri the request target: path and query
 * @param body null if there is none
 * @param label how errors call it
 */
record OutgoingRequest(
        HttpMethod method, String uri, List<Header> headers, String contentType, Buffer body, String label) {
    /** @param name in lower case */
    record Header(String name, String value) {}

    /** RFC 9110 9.2.1: the request cannot have changed anything. */
    boolean isSafe() {
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD) || method.equals(HttpMethod.OPTIONS);
    }

    /** The request target with query parameters that prove who calls. */
    String uriWith(Map<String, String> proof) {
        if (proof.isEmpty()) {
            return uri;
        }
        StringBuilder out = new StringBuilder(uri);
        QueryText query = new QueryText(out, uri.indexOf('?') >= 0);
        proof.forEach((name, value) -> Percent.encode(query.start(Percent.encode(name)), value));
        return out.toString();
    }

    /** The proof comes last, so that nothing else can stand for it. */
    void writeHeaders(MultiMap fields, List<Header> defaults, Map<String, String> proof) {
        defaults.forEach(header -> fields.set(header.name(), header.value()));
        headers.forEach(header -> fields.set(header.name(), header.value()));
        if (body != null) {
            fields.set(HttpHeaders.CONTENT_TYPE, contentType);
        }
        proof.forEach(fields::set);
    }

    /** RFC 9110 15.4: 303 makes a GET of everything, 301 and 302 of POST only. */
    OutgoingRequest redirected(int status, URI location) {
        boolean moved = method.equals(HttpMethod.POST) && (status == 301 || status == 302);
        boolean toGet = moved || (status == 303 && !method.equals(HttpMethod.HEAD));
        String path = location.getRawPath().isEmpty() ? "/" : location.getRawPath();
        String target = location.getRawQuery() == null ? path : path + '?' + location.getRawQuery();
        return toGet
                ? new OutgoingRequest(HttpMethod.GET, target, headers, contentType, null, label)
                : new OutgoingRequest(method, target, headers, contentType, body, label);
    }
}
