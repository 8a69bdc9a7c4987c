package io.hypha.camel;

import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import io.hypha.camel.routes.EndpointUse;
import io.hypha.config.InvalidDocumentException;
import io.hypha.connector.Connector;
import io.hypha.integration.Definition;
import io.hypha.integration.Deployer;
import io.hypha.integration.Deployment;
import io.hypha.integration.DeploymentException;
import io.hypha.resilience.RateLimitPolicy;
import io.hypha.resilience.ResiliencePolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.engine.RouteService;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.spi.ProcessorFactory;

/**
 * Deploys an integration as two routes made from templates: the envelope's, named ID@REVISION, and its connector's.
 * Thread-safe.
 */
public final class CamelDeployer implements Deployer, EndpointUse {
    private final CamelContext context;
    private final Connectors connectors;
    private final Map<String, ResourceFactory> factories;
    private final Pools pools;
    private final Failures failures;
    private final RouteAssembly assembly;
    private final HyphaProcessorFactory processors = new HyphaProcessorFactory();
    private final RouteTemplateDefinition envelope;
    private final RouteMBeans mbeans;
    private final Set<String> keys = ConcurrentHashMap.newKeySet();

    /**
     * Prepares the context; to be called before it starts.
     *
     * @param envelope the text of {@code routes/system/envelope.yaml}
     */
    public CamelDeployer(
            CamelContext context,
            Connectors connectors,
            List<ResourceFactory> factories,
            List<FailureTranslator> translators,
            Pools pools,
            String envelope)
            throws Exception {
        this.context = context;
        this.connectors = connectors;
        this.factories = factories.stream().collect(Collectors.toMap(ResourceFactory::name, Function.identity()));
        this.pools = pools;
        this.failures = new Failures(translators);
        this.assembly = new RouteAssembly(context);
        this.mbeans = new RouteMBeans(context.getName());
        context.getCamelContextExtension().addContextPlugin(ProcessorFactory.class, processors);
        context.getRegistry().bind("hyphaRetry", new RetryRule());
        context.getRegistry().bind("hyphaRetryDelay", RetryRule.delay());
        context.getRegistry().bind("hyphaFallback", new Fallback());
        Templates templates = new Templates(context);
        RouteBuilder system = templates.system("envelope.yaml", envelope);
        templates.addConfigurations(system);
        this.envelope = system.getRouteTemplateCollection().getRouteTemplates().get(0);
    }

    @Override
    public void unlessUsed(Endpoint endpoint, Runnable removal) {
        assembly.unlessUsed(endpoint, removal);
    }

    @Override
    public Deployment deploy(Definition definition, long revision, Deployment before) throws DeploymentException {
        try (Undo undo = new Undo()) {
            String key = undo.add(takeKey(definition.id() + "@" + revision), keys::remove);
            DeploymentResources resources = undo.add(resources(definition, key), DeploymentResources::close);
            HyphaProcessorFactory.Blueprint blueprint = blueprint(definition, Kept.of(before, definition));
            RouteTemplateDefinition template = connectors.template(definition.connector());
            RouteService connector = undo.add(
                    start(template, key + "-connector", blueprint, Parameters.connector(definition, key)),
                    assembly::remove);
            RouteService front =
                    undo.add(start(envelope, key, blueprint, Parameters.envelope(definition, key)), assembly::remove);
            RouteMBean counts = new RouteMBean(key, blueprint.circuit().breaker());
            undo.add(mbeans.register(key, counts), mbeans::unregister);
            List<RouteService> routes = List.of(front, connector);
            return new CamelDeployment(context, definition, routes, blueprint, counts, resources, undo.handOver());
        } catch (DeploymentException | InvalidDocumentException e) {
            throw e;
        } catch (Exception | LinkageError e) {
            // A driver or component whose own dependencies are missing must not take the others down.
            throw notBuilt(definition, e);
        }
    }

    @Override
    public void check(Definition definition) throws DeploymentException {
        try (Undo undo = new Undo()) {
            String key = undo.add(takeKey(definition.id() + "@check"), keys::remove);
            undo.add(resources(definition, key), DeploymentResources::close);
            connectors.tryOut(definition.connector(), Parameters.connector(definition, key));
        } catch (DeploymentException | InvalidDocumentException e) {
            throw e;
        } catch (Exception | LinkageError e) {
            throw notBuilt(definition, e);
        }
    }

    /** A restart builds a revision beside itself: then the second is told apart by a number. */
    private String takeKey(String wanted) {
        String key = wanted;
        for (int i = 2; !keys.add(key); i++) {
            key = wanted + "." + i;
        }
        return key;
    }

    private DeploymentResources resources(Definition definition, String key) throws DeploymentException {
        String name = definition.connector().traits().resources();
        if (name == null) {
            return DeploymentResources.NONE;
        }
        ResourceFactory factory = factories.get(name);
        if (factory == null) {
            throw new DeploymentException(
                    "the connector '" + definition.connector().name() + "' asks for hypha.io/resources '" + name
                            + "', but there are only: " + String.join(", ", factories.keySet()),
                    null);
        }
        return DeploymentResources.bind(context.getRegistry(), key, factory.create(definition, key));
    }

    private HyphaProcessorFactory.Blueprint blueprint(Definition definition, Kept kept) {
        Connector.Traits traits = definition.connector().traits();
        ResiliencePolicy policy = definition.resilience();
        Optional<AtomicRateLimiter> limiter =
                kept.limiter().or(() -> policy.rateLimit().map(limit -> limiter(definition.id(), limit)));
        return new HyphaProcessorFactory.Blueprint(
                definition.id(),
                new AttemptPlan(
                        traits,
                        policy,
                        new Semaphore(policy.maxConcurrent()),
                        limiter,
                        pools.workers(),
                        pools.timer(),
                        failures),
                kept.circuit());
    }

    private static AtomicRateLimiter limiter(String id, RateLimitPolicy limit) {
        return new AtomicRateLimiter(
                id,
                RateLimiterConfig.custom()
                        .limitForPeriod(limit.requests())
                        .limitRefreshPeriod(limit.per())
                        .timeoutDuration(limit.maxWait())
                        .build());
    }

    private RouteService start(
            RouteTemplateDefinition template,
            String routeId,
            HyphaProcessorFactory.Blueprint blueprint,
            Map<String, Object> parameters)
            throws Exception {
        processors.expect(routeId, blueprint);
        try {
            return assembly.start(template, routeId, parameters);
        } finally {
            processors.forget(routeId);
        }
    }

    private static DeploymentException notBuilt(Definition definition, Throwable e) {
        return new DeploymentException("the routes of '" + definition.id() + "' cannot be built: " + rootMessage(e), e);
    }

    private static String rootMessage(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
