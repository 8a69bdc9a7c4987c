package io.hypha.integration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What the doors show of a slot: never a secret, never an internal object. */
final class Views {
    private final DefinitionReader reader;

    Views(DefinitionReader reader) {
        this.reader = reader;
    }

    Integration integration(Slot slot) {
        Registration registration = slot.registration();
        return new Integration(
                registration.id(),
                connector(slot),
                slot.state(),
                registration.desired(),
                registration.revision(),
                registration.owner().toString(),
                registration.createdAt(),
                registration.updatedAt(),
                slot.failed() == null ? null : slot.failed().problem(),
                masked(slot));
    }

    IntegrationStatus status(Slot slot) {
        Registration registration = slot.registration();
        Live live = slot.live();
        Stats.Snapshot stats = slot.stats().snapshot();
        State state = slot.state();
        Slot.Failed failed = slot.failed();
        return new IntegrationStatus(
                registration.id(),
                connector(slot),
                state == State.RUNNING || state == State.DEGRADED,
                state,
                registration.desired(),
                health(state, stats),
                stats.lastExecution(),
                stats.lastSuccess(),
                stats.lastError(),
                stats.count(),
                stats.successes(),
                stats.errors(),
                stats.fallbacks(),
                live == null ? 0 : live.inFlight(),
                stats.latencies().average(),
                stats.latencies().p95(),
                live == null ? null : live.deployment().breaker(),
                live == null ? null : live.deployment().credential().orElse(null),
                registration.revision(),
                registration.owner().toString(),
                live == null ? List.of() : live.deployment().routes(),
                failed == null ? null : failed.problem(),
                failed == null ? 0 : failed.attempts());
    }

    private static String health(State state, Stats.Snapshot stats) {
        return switch (state) {
            case FAILED -> "unhealthy";
            case DEGRADED -> "degraded";
            case RUNNING -> stats.count() == 0 ? "unknown" : stats.ill() ? "degraded" : "healthy";
            default -> "unknown";
        };
    }

    private String connector(Slot slot) {
        Live live = slot.live();
        return live == null
                ? reader.connectorName(slot.registration().config())
                : live.definition().connector().name();
    }

    private ObjectNode masked(Slot slot) {
        Live live = slot.live();
        ObjectNode config = slot.registration().config();
        return live == null
                ? reader.masked(config)
                : reader.masked(live.definition().connector(), config);
    }

    /** What a change of the definition may keep without knowing it. */
    KeptSecrets secrets(Slot slot) {
        return reader.kept(slot.registration().config());
    }
}
