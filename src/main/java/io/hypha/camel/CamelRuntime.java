package io.hypha.camel;

import io.hypha.camel.routes.RoutesContext;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Problem;
import io.hypha.secret.Masking;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.impl.engine.DefaultExecutorServiceManager;
import org.apache.camel.main.Main;
import org.apache.camel.spi.ManagementAgent;

/**
 * Camel Main, set up for routes that come and go: the context {@code hypha}, which only Hypha adds routes to.
 */
public final class CamelRuntime implements AutoCloseable {
    /** What users may set otherwise. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "camel.main.autoConfigurationLogSummary", "false",
            "camel.main.startupSummaryLevel", "Off",
            "camel.main.shutdownTimeout", "10");

    /** What Hypha relies on. */
    private static final Map<String, String> FIXED = Map.of(
            "camel.main.name", "hypha",
            "camel.main.routesCollectorEnabled", "false",
            // A missing direct: consumer must fail at once, not hold a thread for 30 s.
            "camel.component.direct.block", "false",
            // MBeans of processors and endpoints cost more heap than the routes themselves; ours are made by
            // RouteMBeans.
            "camel.main.jmxManagementRegisterRoutesCreateByTemplate", "false",
            "camel.main.jmxManagementMBeansLevel", "RoutesOnly");

    private final Main main;
    private final Masking masking;

    /**
     * @param properties {@code camel.*} keys and values for placeholders of dropped routes, already decrypted
     * @param masking takes secrets out of what JMX and names of threads show of dropped routes
     * @throws InvalidDocumentException if they set what Hypha relies on
     */
    public CamelRuntime(Map<String, String> properties, Masking masking) {
        refuseFixed(properties);
        this.masking = masking;
        this.main = new ConcurrentMain(masking);
        Properties own = new Properties();
        DEFAULTS.forEach((key, value) -> own.put(spelling(key, properties), value));
        own.putAll(properties);
        own.putAll(FIXED);
        main.setOverrideProperties(own);
        main.setDefaultPropertyPlaceholderLocation("false");
        main.init();
        context().setRouteController(new StatusOfAllRoutes(context()));
        context().getManagementStrategy().setManagementObjectStrategy(new LeanManagement(masking::mask));
        maskManagement();
    }

    /** Endpoints' URIs, with whatever their placeholders became, are in MBeans and in the names of threads. */
    private void maskManagement() {
        ManagementAgent agent = context().getManagementStrategy().getManagementAgent();
        if (agent != null) {
            agent.setMBeanServer(new MaskedMBeans(masking::mask).on(ManagementFactory.getPlatformMBeanServer()));
        }
        context().getExecutorServiceManager().addThreadFactoryListener((source, factory) -> task -> {
            Thread thread = factory.newThread(task);
            thread.setName(masking.mask(thread.getName()));
            return thread;
        });
    }

    private static void refuseFixed(Map<String, String> properties) {
        List<Problem> problems = FIXED.keySet().stream()
                .map(key -> spelling(key, properties))
                .filter(properties::containsKey)
                .sorted()
                .map(key ->
                        Problem.of("/" + key, "fixed", key + " is set by Hypha itself, which relies on it: remove it"))
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems);
        }
    }

    /** The key as the user wrote it, if at all: Camel takes {@code shutdown-timeout} for {@code shutdownTimeout}. */
    private static String spelling(String key, Map<String, String> properties) {
        return properties.keySet().stream()
                .filter(other -> other.replace("-", "").equalsIgnoreCase(key))
                .findFirst()
                .orElse(key);
    }

    /** The context; initialised, and started once {@link #start} returns. */
    public CamelContext context() {
        return main.getCamelContext();
    }

    public void bind(String name, Object bean) {
        context().getRegistry().bind(name, bean);
    }

    /** Serves {@code platform-http:} endpoints of dropped routes by this router. */
    public void serve(Vertx vertx, Router router, long maxBody) {
        bind(
                VertxPlatformHttpRouter.PLATFORM_HTTP_ROUTER_NAME_ZERO,
                new VertxPlatformHttpRouter(
                        null, vertx, router, VertxPlatformHttpRouter.PLATFORM_HTTP_ROUTER_NAME_ZERO) {
                    @Override
                    public Handler<RoutingContext> bodyHandler() {
                        return BodyHandler.create(false).setBodyLimit(maxBody);
                    }
                });
    }

    /** Who calls dropped routes over HTTP, and how their failures are answered, is for this engine to say. */
    public void serveBy(PlatformHttpEngine engine) {
        bind(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME, engine);
    }

    public void start() {
        main.start();
    }

    @Override
    public void close() {
        main.stop();
    }

    /** Camel builds routes one at a time; here integrations and dropped routes are built beside each other. */
    private static final class ConcurrentMain extends Main {
        private final Masking masking;

        ConcurrentMain(Masking masking) {
            this.masking = masking;
        }

        @Override
        protected CamelContext createCamelContext() {
            CamelContext context = new RoutesContext();
            context.getCamelContextExtension().setRegistry(new ThreadRegistry());
            context.setPropertiesComponent(new ThreadProperties());
            context.setExecutorServiceManager(new DefaultExecutorServiceManager(context) {
                /** For threads that components make themselves, as timers do. */
                @Override
                public String resolveThreadName(String name) {
                    return masking.mask(super.resolveThreadName(name));
                }
            });
            return context;
        }
    }
}
