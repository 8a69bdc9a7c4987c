package io.hypha.camel;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.main.Main;

/**
 * Camel Main, set up for routes that come and go: the context {@code hypha}, which only Hypha adds routes to.
 */
public final class CamelRuntime implements AutoCloseable {
    private final Main main = new ConcurrentMain();

    /** @param properties {@code camel.*} keys and values for placeholders of dropped routes, already decrypted */
    public CamelRuntime(Map<String, String> properties) {
        Properties own = new Properties();
        own.putAll(properties);
        own.putAll(Map.ofEntries(
                Map.entry("camel.main.name", "hypha"),
                Map.entry("camel.main.autoConfigurationLogSummary", "false"),
                Map.entry("camel.main.routesCollectorEnabled", "false"),
                Map.entry("camel.main.startupSummaryLevel", "Off"),
                Map.entry("camel.main.shutdownTimeout", "10"),
                // A missing direct: consumer must fail at once, not hold a thread for 30 s.
                Map.entry("camel.component.direct.block", "false"),
                // MBeans of processors and endpoints cost more heap than the routes themselves; ours are made by
                // RouteMBeans.
                Map.entry("camel.main.jmxManagementRegisterRoutesCreateByTemplate", "false"),
                Map.entry("camel.main.jmxManagementMBeansLevel", "RoutesOnly")));
        main.setOverrideProperties(own);
        main.setDefaultPropertyPlaceholderLocation("false");
        main.init();
        context().setRouteController(new StatusOfAllRoutes(context()));
        context().getManagementStrategy().setManagementObjectStrategy(new LeanManagement());
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

    public void start() {
        main.start();
    }

    @Override
    public void close() {
        main.stop();
    }

    /** Camel builds routes one at a time; here integrations and dropped routes are built beside each other. */
    private static final class ConcurrentMain extends Main {
        @Override
        protected CamelContext createCamelContext() {
            CamelContext context = super.createCamelContext();
            context.getCamelContextExtension().setRegistry(new ThreadRegistry());
            context.setPropertiesComponent(new ThreadProperties());
            return context;
        }
    }
}
