package io.hypha.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.Problem;
import io.hypha.integration.IfMatch;
import io.hypha.integration.Integrations;
import io.hypha.integration.Owner;
import io.hypha.secret.SecretReferences;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Definitions: registered, replaced, merged, read, removed, checked. */
final class IntegrationsResource {
    private static final String UNNAMED = "unnamed";

    private final Integrations integrations;

    IntegrationsResource(Integrations integrations) {
        this.integrations = integrations;
    }

    record Validation(boolean valid, List<Problem> problems) {}

    Map<Endpoint, Endpoint.Resource> calls() {
        return Map.of(
                Endpoint.REGISTER, this::register,
                Endpoint.PUT_INTEGRATION, this::put,
                Endpoint.UPDATE_INTEGRATION, this::patch,
                Endpoint.UNREGISTER, this::delete,
                Endpoint.READ_INTEGRATION, this::get,
                Endpoint.STATUS, this::status,
                Endpoint.VALIDATE, this::validate);
    }

    private CompletionStage<Answer> register(Call call) {
        Body body = new Body(call.document(), "id", "config");
        String id = body.text("id");
        if (!call.document().hasNonNull("id")) {
            body.problem("id", "required", "is needed: the name to execute it by");
        }
        ObjectNode config = body.object("config");
        body.check();
        call.authorise(id);
        checkReferences(call, config);
        return integrations.register(id, config, Owner.API).thenApply(Answer::created);
    }

    private CompletionStage<Answer> put(Call call) {
        Preconditions conditions = call.preconditions();
        ObjectNode config = config(call);
        if (conditions.mustBeNew()) {
            return integrations.register(call.id(), config, Owner.API).thenApply(Answer::created);
        }
        return integrations
                .put(call.id(), config, Owner.API, conditions.ifMatch())
                .thenApply(applied ->
                        applied.created() ? Answer.created(applied.integration()) : Answer.of(applied.integration()));
    }

    private CompletionStage<Answer> patch(Call call) {
        IfMatch ifMatch = call.preconditions().ifMatch();
        return integrations.patch(call.id(), config(call), Owner.API, ifMatch).thenApply(Answer::of);
    }

    private static ObjectNode config(Call call) {
        Body body = new Body(call.document(), "config");
        ObjectNode config = body.object("config");
        body.check();
        checkReferences(call, config);
        return config;
    }

    /** What is refused is whatever looks like a reference, wherever it stands. */
    private static void checkReferences(Call call, JsonNode node) {
        if (node.isTextual() && SecretReferences.isIn(node.textValue())) {
            call.principal().demandSecretReferences();
        }
        node.forEach(child -> checkReferences(call, child));
    }

    private CompletionStage<Answer> delete(Call call) {
        return integrations
                .unregister(call.id(), Owner.API, call.preconditions().ifMatch())
                .thenApply(nothing -> Answer.EMPTY);
    }

    private CompletionStage<Answer> get(Call call) {
        return CompletableFuture.completedFuture(Answer.of(integrations.get(call.id())));
    }

    private CompletionStage<Answer> status(Call call) {
        return Answer.now(integrations.status(call.id()));
    }

    private CompletionStage<Answer> validate(Call call) {
        Body body = new Body(call.document(), "id", "config");
        String id = body.text("id");
        ObjectNode config = body.object("config");
        body.check();
        checkReferences(call, config);
        List<Problem> problems = integrations.check(id == null ? UNNAMED : id, config);
        return Answer.now(new Validation(problems.isEmpty(), problems));
    }
}
