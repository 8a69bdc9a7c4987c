package io.hypha.management;

import io.hypha.access.Permission;
import io.vertx.core.http.HttpMethod;
import java.util.concurrent.CompletionStage;

/**
 * One call of the API.
 *
 * @param permission what the caller's key must allow, for the integration {@code {id}} of the path if there is one
 * @param limitedKeys whether keys that are limited to integrations may call it; where they may, the resource shows them no more
 *     than theirs
 * @param action its name in the audit
 */
record Endpoint(
        HttpMethod method,
        PathTemplate path,
        Permission permission,
        boolean limitedKeys,
        String action,
        Resource resource) {

    boolean isChange() {
        return !method.equals(HttpMethod.GET);
    }

    /** Does what a call asks. Runs on a worker thread: may block. */
    @FunctionalInterface
    interface Resource {
        CompletionStage<Answer> handle(Call call);
    }

    /** For keys of every kind. */
    static Endpoint of(HttpMethod method, String path, Permission permission, String action, Resource resource) {
        return new Endpoint(method, new PathTemplate(path), permission, true, action, resource);
    }

    /** For keys that are not limited to integrations. */
    static Endpoint unlimited(HttpMethod method, String path, Permission permission, String action, Resource resource) {
        return new Endpoint(method, new PathTemplate(path), permission, false, action, resource);
    }
}
