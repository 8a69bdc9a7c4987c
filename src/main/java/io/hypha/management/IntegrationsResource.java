package io.hypha.management;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PATCH;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.access.Permission;
import io.hypha.config.Problem;
import io.hypha.integration.IfMatch;
import io.hypha.integration.Integrations;
import io.hypha.integration.Owner;
import io.hypha.secret.SecretReferences;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Definitions: registered, replaced, merged, read, removed, checked. */
final class IntegrationsResource {
    private static final String ALL = "/api/v1/integrations";
    private static final String ONE = ALL + "/{id}";
    private static final String UNNAMED = "unnamed";

    private final Integrations integrations;

    IntegrationsResource(Integrations integrations) {
        this.integrations = integrations;
    }

    record Validation(boolean valid, List<Problem> problems) {}

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.of(POST, ALL, Permission.MANAGE, "integration.register", this::register),
                Endpoint.of(PUT, ONE, Permission.MANAGE, "integration.put", this::put),
                Endpoint.of(PATCH, ONE, Permission.MANAGE, "integration.update", this::patch),
                Endpoint.of(DELETE, ONE, Permission.MANAGE, "integration.unregister", this::delete),
                Endpoint.of(GET, ONE, Permission.READ, "integration.read", this::get),
                Endpoint.of(GET, ONE + "/status", Permission.READ, "integration.status", this::status),
                Endpoint.of(POST, ALL + ":validate", Permission.MANAGE, "integration.validate", this::validate));
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
        call.query().only();
        return CompletableFuture.completedFuture(Answer.of(integrations.get(call.id())));
    }

    private CompletionStage<Answer> status(Call call) {
        call.query().only();
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
