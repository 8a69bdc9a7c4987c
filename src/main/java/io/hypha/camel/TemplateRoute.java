package io.hypha.camel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RoutesDefinition;
import org.apache.camel.spi.LocalBeanRepositoryAware;
import org.apache.camel.util.OrderedLocationProperties;

/** Builds a route of a template for one use, without adding it to the context's list of routes. */
final class TemplateRoute {
    private TemplateRoute() {}

    /** What is done with the route while its placeholders and beans can be found. Unless it throws, closing the beans is its matter. */
    interface Use<T> {
        T apply(Route route, TemplateBeans beans) throws Exception;
    }

    static <T> T build(
            CamelContext context,
            RouteTemplateDefinition template,
            String routeId,
            Map<String, Object> parameters,
            Use<T> use)
            throws Exception {
        RouteDefinition definition = RouteTemplateDefinition.Converter.DEFAULT_CONVERTER.apply(template, parameters);
        definition.setId(routeId);
        definition.setTemplateParameters(new HashMap<>(parameters));
        TemplateBeans beans = TemplateBeans.of(template, context, parameters);
        LocalBeanRepositoryAware registry = (LocalBeanRepositoryAware) context.getRegistry();
        context.getPropertiesComponent().setLocalProperties(properties(parameters, beans));
        registry.setLocalBeanRepository(beans.registry());
        context.getCamelContextExtension().createRoute(routeId);
        try {
            return use.apply(route(context, definition), beans);
        } catch (Exception | LinkageError e) {
            beans.close();
            throw e;
        } finally {
            context.getCamelContextExtension().createRoute(null);
            registry.setLocalBeanRepository(null);
            context.getPropertiesComponent().setLocalProperties(null);
        }
    }

    private static OrderedLocationProperties properties(Map<String, Object> parameters, TemplateBeans beans) {
        OrderedLocationProperties properties = new OrderedLocationProperties();
        properties.putAll("hypha", parameters);
        beans.names().forEach((name, own) -> properties.put("hypha", name, own));
        return properties;
    }

    private static Route route(CamelContext context, RouteDefinition definition) throws Exception {
        RoutesDefinition alone = new RoutesDefinition();
        alone.setCamelContext(context);
        alone.setRoutes(List.of());
        alone.prepareRoute(definition);
        return context.getCamelContextExtension()
                .getContextPlugin(Model.class)
                .getModelReifierFactory()
                .createRoute(context, definition);
    }
}
