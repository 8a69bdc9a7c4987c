package io.hypha.camel;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.model.CircuitBreakerDefinition;
import org.apache.camel.model.Resilience4jConfigurationDefinition;
import org.apache.camel.reifier.ProcessorReifier;
import org.apache.camel.support.AsyncProcessorConverterHelper;

/** Makes a {@link Breaker} of the envelope's {@code circuitBreaker}, as its {@code resilience4jConfiguration} says. */
final class BreakerReifier extends ProcessorReifier<CircuitBreakerDefinition> {
    private final HyphaProcessorFactory.Blueprint blueprint;

    BreakerReifier(Route route, CircuitBreakerDefinition definition, HyphaProcessorFactory.Blueprint blueprint) {
        super(route, definition);
        this.blueprint = blueprint;
    }

    @Override
    public Processor createProcessor() throws Exception {
        Resilience4jConfigurationDefinition config = definition.getResilience4jConfiguration();
        Circuit circuit = blueprint
                .kept()
                .orElseGet(() -> new Circuit(CircuitBreaker.of(blueprint.integrationId(), breaker(config))));
        blueprint.circuit(circuit);
        Bulkhead bulkhead = Bulkhead.of(
                blueprint.integrationId(),
                BulkheadConfig.custom()
                        .maxConcurrentCalls(parseInt(config.getBulkheadMaxConcurrentCalls()))
                        .maxWaitDuration(Duration.ZERO)
                        .build());
        return new Breaker(circuit, bulkhead, async(createChildProcessor(true)), fallback());
    }

    private AsyncProcessor fallback() throws Exception {
        if (definition.getOnFallback() == null) {
            return null;
        }
        return async(createOutputsProcessor(definition.getOnFallback().getOutputs()));
    }

    private CircuitBreakerConfig breaker(Resilience4jConfigurationDefinition config) {
        return CircuitBreakerConfig.custom()
                .failureRateThreshold(parseFloat(config.getFailureRateThreshold()))
                .slidingWindowSize(parseInt(config.getSlidingWindowSize()))
                .minimumNumberOfCalls(parseInt(config.getMinimumNumberOfCalls()))
                .waitDurationInOpenState(Duration.ofSeconds(parseLong(config.getWaitDurationInOpenState())))
                .permittedNumberOfCallsInHalfOpenState(parseInt(config.getPermittedNumberOfCallsInHalfOpenState()))
                .build();
    }

    private static AsyncProcessor async(Processor processor) {
        return AsyncProcessorConverterHelper.convert(processor);
    }
}
