package io.hypha.camel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.RouteTemplateContext;
import org.apache.camel.model.BeanFactoryDefinition;
import org.apache.camel.model.BeanModelHelper;
import org.apache.camel.model.DefaultRouteTemplateContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RoutesDefinition;
import org.apache.camel.spi.LocalBeanRepositoryAware;
import org.apache.camel.support.LocalBeanRegistry;
import org.apache.camel.util.OrderedLocationProperties;

/** Builds a route of a template for one use, without adding it to the context's list of routes. */
final class TemplateRoute {
    private TemplateRoute() {}

    /** What is done with the route while its placeholders and beans can be found. */
    interface Use<T> {
        T apply(Route route) throws Exception;
    }

    static <T> T build(
            CamelContext context,
            RouteTemplateDefinition template,
            String routeId,
            Map<String, Object> parameters,
            Use<T> use)
            throws Exception {
        RouteTemplateContext templateContext = new DefaultRouteTemplateContext(context);
        parameters.forEach(templateContext::setParameter);
        RouteDefinition definition = RouteTemplateDefinition.Converter.DEFAULT_CONVERTER.apply(template, parameters);
        definition.setId(routeId);
        definition.setTemplateParameters(new HashMap<>(parameters));
        definition.setRouteTemplateContext(templateContext);
        addBeans(template, templateContext);
        LocalBeanRegistry beans = (LocalBeanRegistry) templateContext.getLocalBeanRepository();
        LocalBeanRepositoryAware registry = (LocalBeanRepositoryAware) context.getRegistry();
        context.getPropertiesComponent().setLocalProperties(properties(parameters, beans));
        registry.setLocalBeanRepository(beans);
        context.getCamelContextExtension().createRoute(routeId);
        try {
            return use.apply(route(context, definition));
        } finally {
            context.getCamelContextExtension().createRoute(null);
            registry.setLocalBeanRepository(null);
            context.getPropertiesComponent().setLocalProperties(null);
        }
    }

    private static void addBeans(RouteTemplateDefinition template, RouteTemplateContext templateContext)
            throws Exception {
        if (template.getTemplateBeans() != null) {
            for (BeanFactoryDefinition<?> bean : template.getTemplateBeans()) {
                bean.setScriptPropertyPlaceholders("false");
                BeanModelHelper.bind(bean, templateContext);
            }
        }
    }

    /** Kamelets refer to their own beans as they do to parameters: {{name}}. */
    private static OrderedLocationProperties properties(Map<String, Object> parameters, LocalBeanRegistry beans) {
        OrderedLocationProperties properties = new OrderedLocationProperties();
        properties.putAll("hypha", parameters);
        beans.keySet().forEach(name -> properties.put("hypha", name, name));
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
