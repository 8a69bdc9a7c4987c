package io.hypha.management;

import io.hypha.access.ApiKey;
import io.hypha.access.ApiKeys;
import io.hypha.access.IssuedKey;
import io.hypha.access.KeyRequest;
import io.hypha.access.Role;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** API keys. A key itself is in the answer that made it, and nowhere else. */
final class KeysResource {
    private final ApiKeys keys;

    KeysResource(ApiKeys keys) {
        this.keys = keys;
    }

    Map<Endpoint, Endpoint.Resource> calls() {
        return Map.of(
                Endpoint.CREATE_KEY, this::create,
                Endpoint.LIST_KEYS, this::list,
                Endpoint.ROTATE_KEY, this::rotate,
                Endpoint.REVOKE_KEY, this::revoke);
    }

    private CompletionStage<Answer> create(Call call) {
        Body body = new Body(call.document(), "name", "role", "integrations", "actions", "expires_at");
        String name = body.text("name");
        Role role = role(body);
        Set<String> integrations = body.texts("integrations");
        Set<String> actions = body.texts("actions");
        Instant expiresAt = expiresAt(body);
        body.check();
        IssuedKey issued = keys.create(new KeyRequest(name, role, integrations, actions, expiresAt));
        call.about(describe(issued.details()));
        return CompletableFuture.completedFuture(new Answer(
                201,
                issued,
                Map.of(
                        "Location",
                        Endpoint.CREATE_KEY.path() + "/" + issued.details().id())));
    }

    private static Role role(Body body) {
        String label = body.text("role");
        return Arrays.stream(Role.values())
                .filter(role -> role.label().equals(label))
                .findFirst()
                .orElseGet(() -> {
                    body.problem("role", "enum", "must be one of viewer, executor, operator, admin");
                    return null;
                });
    }

    private static Instant expiresAt(Body body) {
        String text = body.text("expires_at");
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            body.problem("expires_at", "format", "must be a time such as 2027-01-31T00:00:00Z");
            return null;
        }
    }

    private CompletionStage<Answer> list(Call call) {
        return Answer.now(Page.all(keys.list()));
    }

    private CompletionStage<Answer> rotate(Call call) {
        IssuedKey issued = keys.rotate(call.path("key"));
        call.about(describe(issued.details()));
        return Answer.now(issued);
    }

    private CompletionStage<Answer> revoke(Call call) {
        call.about(describe(keys.revoke(call.path("key"))));
        return CompletableFuture.completedFuture(Answer.EMPTY);
    }

    /** What the key is for, for the audit. */
    private static String describe(ApiKey key) {
        return "key_id=" + key.id() + " name=" + key.name() + " role="
                + key.role().label() + " integrations=" + limits(key.integrations()) + " actions="
                + limits(key.actions()) + " expires_at=" + (key.expiresAt() == null ? "never" : key.expiresAt());
    }

    private static String limits(Set<String> limits) {
        return limits.isEmpty() ? "all" : new TreeSet<>(limits).toString();
    }
}
