package io.hypha.management;

import io.hypha.integration.Integrations;
import io.hypha.integration.LifecycleAction;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Start, stop, pause, resume, restart: an endpoint of its name for each action. */
final class LifecycleResource {
    private final Integrations integrations;

    LifecycleResource(Integrations integrations) {
        this.integrations = integrations;
    }

    Map<Endpoint, Endpoint.Resource> calls() {
        return Arrays.stream(LifecycleAction.values())
                .collect(Collectors.toMap(
                        action -> Endpoint.valueOf(action.name()), action -> call -> change(call, action)));
    }

    private CompletionStage<Answer> change(Call call, LifecycleAction action) {
        return integrations
                .change(call.id(), action, call.preconditions().ifMatch())
                .thenApply(Answer::of);
    }
}
