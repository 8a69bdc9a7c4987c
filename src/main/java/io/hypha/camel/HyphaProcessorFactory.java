package io.hypha.camel;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.model.CircuitBreakerDefinition;
import org.apache.camel.model.PipelineDefinition;
import org.apache.camel.processor.DefaultProcessorFactory;

/**
 * Makes our processors of two nodes: the envelope's {@code circuitBreaker} (id {@value #BREAKER}), and the {@code pipeline}
 * around a connector's steps (id {@value #ATTEMPT}). All other nodes, of dropped routes too, are Camel's own.
 */
final class HyphaProcessorFactory extends DefaultProcessorFactory {
    static final String BREAKER = "hypha-breaker";
    static final String ATTEMPT = "hypha-attempt";

    /** What the routes being built need of their deployment, by route id; taken out again when they are built. */
    private final Map<String, Blueprint> blueprints = new ConcurrentHashMap<>();

    /** What a deployment gives to its routes, and gets from them. */
    static final class Blueprint {
        private final String integrationId;
        private final AttemptPlan plan;
        private final Optional<Circuit> kept;
        private Circuit circuit;

        Blueprint(String integrationId, AttemptPlan plan, Optional<Circuit> kept) {
            this.integrationId = integrationId;
            this.plan = plan;
            this.kept = kept;
        }

        String integrationId() {
            return integrationId;
        }

        AttemptPlan plan() {
            return plan;
        }

        /** That of the revision before, where it goes on. */
        Optional<Circuit> kept() {
            return kept;
        }

        Circuit circuit() {
            return circuit;
        }

        void circuit(Circuit used) {
            this.circuit = used;
        }
    }

    void expect(String routeId, Blueprint blueprint) {
        blueprints.put(routeId, blueprint);
    }

    void forget(String routeId) {
        blueprints.remove(routeId);
    }

    @Override
    public Processor createProcessor(Route route, NamedNode definition) throws Exception {
        Blueprint blueprint = blueprints.get(route.getRouteId());
        if (blueprint != null) {
            // Camel's counters of each node: nothing shows them, as only RouteMBeans are registered.
            route.setManagementInterceptStrategy(null);
        }
        if (blueprint != null
                && definition instanceof CircuitBreakerDefinition breaker
                && BREAKER.equals(breaker.getId())) {
            return new BreakerReifier(route, breaker, blueprint).createProcessor();
        }
        if (blueprint != null
                && definition instanceof PipelineDefinition pipeline
                && ATTEMPT.equals(pipeline.getId())) {
            return new AttemptReifier(route, pipeline, blueprint.plan()).createProcessor();
        }
        return super.createProcessor(route, definition);
    }
}
