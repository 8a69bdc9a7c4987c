package io.hypha.camel.routes;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteBuilderLifecycleStrategy;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/**
 * Puts a file's beans, templates and routes into a context. Routes are added without being started. Each load has a loader of
 * its own: Camel's shared one remembers a file that failed, and skips its beans the next time.
 */
final class RouteLoading implements RouteBuilderLifecycleStrategy {
    private final DroppedFile file;
    private final List<String> startable = new ArrayList<>();

    private RouteLoading(DroppedFile file) {
        this.file = file;
    }

    /** The ids of the routes that want to be started, in order. */
    static List<String> load(CamelContext context, DroppedFile file) throws Exception {
        RouteLoading loading = new RouteLoading(file);
        Resource resource = ResourceHelper.fromString(file.path(), file.text());
        try (YamlRoutesBuilderLoader loader = new YamlRoutesBuilderLoader()) {
            loader.setCamelContext(context);
            loader.start();
            loader.preParseRoute(resource);
            RouteBuilder builder = (RouteBuilder) loader.loadRoutesBuilder(resource);
            builder.addLifecycleInterceptor(loading);
            if (builder instanceof RouteConfigurationBuilder configurations) {
                context.addRoutesConfigurations(configurations);
            }
            context.addRoutes(builder);
            context.addTemplatedRoutes(builder);
        }
        return loading.startable;
    }

    @Override
    public void afterConfigure(RouteBuilder builder) {
        Iterator<Name> names = Names.of(file).stream()
                .filter(name -> name.kind().equals(Name.ROUTE))
                .filter(name -> !name.pointer().endsWith("/routeId"))
                .iterator();
        for (RouteDefinition route : builder.getRouteCollection().getRoutes()) {
            prepare(builder.getContext(), route, names.next().value());
        }
        for (TemplatedRouteDefinition route :
                builder.getTemplatedRouteCollection().getTemplatedRoutes()) {
            startable.add(route.getRouteId());
        }
    }

    private void prepare(CamelContext context, RouteDefinition route, String id) {
        route.setId(id);
        if (!"false".equals(context.resolvePropertyPlaceholders(route.getAutoStartup()))) {
            route.setAutoStartup("false");
            startable.add(id);
        }
    }
}
