package io.hypha.monitor;

import io.hypha.integration.IntegrationStatus;
import io.hypha.integration.Integrations;
import io.hypha.integration.State;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** States, read when they are asked for: how many integrations are in each, and each one's circuit breaker. */
final class IntegrationGauges {
    private static final List<String> BREAKER_STATES = List.of("closed", "open", "half_open");

    private final Integrations integrations;
    private final MultiGauge states;
    private final MultiGauge breakers;
    private final MultiGauge up;

    IntegrationGauges(MeterRegistry registry, Integrations integrations) {
        this.integrations = integrations;
        this.states = MultiGauge.builder("hypha.integrations")
                .description("Integrations in each state")
                .register(registry);
        this.breakers = MultiGauge.builder("hypha.circuit.breaker.state")
                .description("1 for the state that the circuit breaker is in, 0 for the others")
                .register(registry);
        this.up = MultiGauge.builder("hypha.integration.up")
                .description("1 for an integration that takes calls, 0 for one that is stopped, paused or failed")
                .register(registry);
    }

    /** Takes the states anew, and returns the ids of all integrations. */
    synchronized Set<String> refresh() {
        List<IntegrationStatus> all = integrations.statuses();
        states.register(stateRows(all), true);
        breakers.register(breakerRows(all), true);
        up.register(upRows(all), true);
        return all.stream().map(IntegrationStatus::id).collect(Collectors.toSet());
    }

    private static List<Row<?>> stateRows(List<IntegrationStatus> all) {
        var counts = all.stream()
                .map(IntegrationStatus::state)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return Arrays.stream(State.values())
                .<Row<?>>map(state -> Row.of(Tags.of("state", state.label()), counts.getOrDefault(state, 0L)))
                .toList();
    }

    private static List<Row<?>> upRows(List<IntegrationStatus> all) {
        return all.stream()
                .<Row<?>>map(status -> Row.of(Tags.of("integration", status.id()), status.isActive() ? 1 : 0))
                .toList();
    }

    private static List<Row<?>> breakerRows(List<IntegrationStatus> all) {
        List<Row<?>> rows = new ArrayList<>();
        for (IntegrationStatus status : all) {
            if (status.circuitBreaker() != null) {
                for (String state : BREAKER_STATES) {
                    rows.add(Row.of(
                            Tags.of("integration", status.id(), "state", state),
                            state.equals(status.circuitBreaker()) ? 1 : 0));
                }
            }
        }
        return rows;
    }
}
