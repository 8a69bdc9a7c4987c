package io.hypha.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.audit.AuditEvent;
import io.hypha.integration.DesiredState;
import io.hypha.integration.Owner;
import io.hypha.integration.Registration;
import java.math.BigDecimal;
import java.time.Instant;

/** What the tests store. */
final class Samples {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    private Samples() {}

    static Registration registration(String id, long revision) {
        return new Registration(
                id, config(revision), Owner.API, DesiredState.RUNNING, revision, NOON, NOON.plusSeconds(revision));
    }

    static ObjectNode config(long revision) {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        config.put("type", "api")
                .put("endpoint", "https://api.example.com/caf\u00e9 \ud83d\ude80")
                .put("rate", new BigDecimal("1.50"));
        config.putObject("auth").put("client_secret", "swordfish-" + revision).putNull("scope");
        return config;
    }

    static AuditEvent event(Instant at, String actor, String action, String integration) {
        return new AuditEvent(at, actor, "rest", action, integration, "success", "r-1", null);
    }
}
