package io.hypha.management;

import static io.vertx.core.http.HttpMethod.POST;

import io.hypha.access.Permission;
import io.hypha.integration.Integrations;
import io.hypha.integration.LifecycleAction;
import java.util.Arrays;
import java.util.List;

/** Start, stop, pause, resume, restart. */
final class LifecycleResource {
    private final Integrations integrations;

    LifecycleResource(Integrations integrations) {
        this.integrations = integrations;
    }

    List<Endpoint> endpoints() {
        return Arrays.stream(LifecycleAction.values()).map(this::endpoint).toList();
    }

    private Endpoint endpoint(LifecycleAction action) {
        return Endpoint.of(
                POST,
                "/api/v1/integrations/{id}/" + action.label(),
                Permission.MANAGE,
                "integration." + action.label(),
                call -> integrations
                        .change(call.id(), action, call.preconditions().ifMatch())
                        .thenApply(Answer::of));
    }
}
