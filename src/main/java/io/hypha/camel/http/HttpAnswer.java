package io.hypha.camel.http;

import io.hypha.execution.Invocation;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A backend's whole answer. */
record HttpAnswer(int status, MultiMap headers, Buffer body) {
    /** Fields that carry sessions and secrets, which a result must not hand on. */
    private static final Set<String> PRIVATE = Set.of(
            "set-cookie",
            "set-cookie2",
            "authorization",
            "authentication-info",
            "proxy-authorization",
            "proxy-authentication-info",
            "proxy-authenticate",
            "www-authenticate");

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Null if the backend did not say. */
    String contentType() {
        return headers.get("content-type");
    }

    boolean isRedirect() {
        return status >= 301 && status <= 308 && status != 304;
    }

    /** Where a redirect leads; null if to nowhere that can be read. */
    URI location(URI from) {
        String location = headers.get("location");
        if (location == null) {
            return null;
        }
        try {
            return from.resolve(new URI(location));
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Tells the result's metadata. */
    void describe(Invocation invocation) {
        invocation.metadata("status", status);
        invocation.metadata("headers", publicHeaders());
        if (contentType() != null) {
            invocation.metadata("content_type", contentType());
        }
    }

    /** By lower-case name; fields that came more than once are joined by commas (RFC 9110 5.3). */
    private Map<String, String> publicHeaders() {
        Map<String, String> map = new TreeMap<>();
        headers.forEach((name, value) -> {
            String lowerCase = name.toLowerCase(Locale.ROOT);
            if (!PRIVATE.contains(lowerCase)) {
                map.merge(lowerCase, value, (first, second) -> first + ", " + second);
            }
        });
        return map;
    }
}
