package io.hypha.camel;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.RouteTemplateContext;
import org.apache.camel.model.BeanFactoryDefinition;
import org.apache.camel.model.BeanModelHelper;
import org.apache.camel.model.DefaultRouteTemplateContext;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.support.LocalBeanRegistry;

/**
 * The beans of a template, for one route. Under names that no other route has: a component among them is known to the whole
 * context, and endpoints are shared by their URI, so that an integration would use the credentials of another. The template
 * finds them by {@code {{name}}}, as it does parameters.
 *
 * <p>To be closed with the route, once: closes what it made.
 */
final class TemplateBeans implements AutoCloseable {
    private static final AtomicLong NUMBER = new AtomicLong();

    private final CamelContext context;
    private final LocalBeanRegistry made;
    private final LocalBeanRegistry named = new LocalBeanRegistry();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AutoCloseable> closing = new ConcurrentHashMap<>();

    private TemplateBeans(CamelContext context, LocalBeanRegistry made) {
        this.context = context;
        this.made = made;
    }

    static TemplateBeans of(RouteTemplateDefinition template, CamelContext context, Map<String, Object> parameters)
            throws Exception {
        RouteTemplateContext templateContext = new DefaultRouteTemplateContext(context);
        parameters.forEach(templateContext::setParameter);
        LocalBeanRegistry made = (LocalBeanRegistry) templateContext.getLocalBeanRepository();
        TemplateBeans beans = new TemplateBeans(context, made);
        if (template.getTemplateBeans() != null) {
            long number = NUMBER.incrementAndGet();
            for (BeanFactoryDefinition<?> bean : template.getTemplateBeans()) {
                bean.setScriptPropertyPlaceholders("false");
                BeanModelHelper.bind(bean, templateContext);
                beans.add(bean, bean.getName() + "-" + number);
            }
        }
        return beans;
    }

    private void add(BeanFactoryDefinition<?> bean, String name) {
        names.put(bean.getName(), name);
        named.bind(name, Object.class, () -> {
            Object object = made.lookupByName(bean.getName());
            if (object instanceof AutoCloseable closeable && isOwn(bean)) {
                closing.put(name, closeable);
            }
            return object;
        });
    }

    /** What a factory gives, or the registry, may be everybody's. */
    private static boolean isOwn(BeanFactoryDefinition<?> bean) {
        String type = String.valueOf(bean.getType());
        return bean.getFactoryMethod() == null && (type.startsWith("#class:") || !type.startsWith("#"));
    }

    /** What {@code {{name}}} stands for, by name. */
    Map<String, String> names() {
        return names;
    }

    /** The beans, by the names that they have in this route. */
    LocalBeanRegistry registry() {
        return named;
    }

    @Override
    public void close() {
        names.values().forEach(context::removeComponent);
        DeploymentResources.close("the beans of a template", made);
        closing.forEach(DeploymentResources::close);
    }
}
