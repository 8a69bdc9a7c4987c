package io.hypha.camel.routes;

import io.hypha.execution.ExecutionRequest;
import io.hypha.execution.ExecutionResult;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Component;
import org.apache.camel.component.log.LogComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.support.service.ServiceHelper;

/** Makes contexts to try files in: they see the properties and beans of the running context, and give it nothing. */
public final class Scratch {
    private static final String COMPONENT = "camel.component.";
    /** What calls the targets of integrations; here it does nothing. */
    private static final String HTTP = "hypha-http";

    private final CamelContext main;

    public Scratch(CamelContext main) {
        this.main = main;
    }

    /** @param hidden names of beans not to be seen, since the file brings its own */
    public DefaultCamelContext context(Set<String> hidden) {
        DefaultCamelContext context = new DefaultCamelContext(new DefaultRegistry(new Beans(main, hidden)));
        context.disableJMX();
        context.getCamelContextExtension().setName("trial");
        context.setApplicationContextClassLoader(main.getApplicationContextClassLoader());
        context.setAutoStartup(false);
        context.setLoadHealthChecks(false);
        context.addComponent("integration", new IntegrationComponent(Scratch::refuse, Runnable::run));
        context.addComponent(HTTP, new LogComponent());
        context.getPropertiesComponent().addPropertiesSource(new MainProperties(main));
        configured().forEach((name, options) -> configure(context, name, options));
        return context;
    }

    /** Camel Main configures components by these keys; routes may not build without, as where a broker's address is one. */
    private Map<String, Map<String, Object>> configured() {
        Map<String, Map<String, Object>> byComponent = new TreeMap<>();
        Properties options = main.getPropertiesComponent().loadProperties(key -> key.startsWith(COMPONENT));
        for (String key : options.stringPropertyNames()) {
            String[] parts = key.substring(COMPONENT.length()).split("\\.", 2);
            if (parts.length == 2) {
                byComponent.computeIfAbsent(parts[0], none -> new TreeMap<>()).put(parts[1], options.getProperty(key));
            }
        }
        return byComponent;
    }

    private static void configure(DefaultCamelContext context, String name, Map<String, Object> options) {
        Component component = context.getComponent(name);
        if (component != null) {
            PropertyBindingSupport.build()
                    .withCamelContext(context)
                    .withTarget(component)
                    .withConfigurer(component.getComponentPropertyConfigurer())
                    .withIgnoreCase(true)
                    .withProperties(options)
                    .bind();
        }
    }

    private static CompletionStage<ExecutionResult> refuse(ExecutionRequest request) {
        return CompletableFuture.failedFuture(new IllegalStateException("integrations are not called in a trial"));
    }

    private record MainProperties(CamelContext main) implements PropertiesSource {
        @Override
        public String getName() {
            return "main";
        }

        @Override
        public String getProperty(String name) {
            return main.getPropertiesComponent().resolveProperty(name).orElse(null);
        }
    }

    /** Camel's own types stay apart, or policies and listeners of the running context would take part in the trial. */
    private record Beans(CamelContext main, Set<String> hidden) implements BeanRepository {
        @Override
        public Object lookupByName(String name) {
            return hidden.contains(name) ? null : own(main.getRegistry().lookupByName(name));
        }

        @Override
        public <T> T lookupByNameAndType(String name, Class<T> type) {
            return hidden.contains(name) ? null : own(main.getRegistry().lookupByNameAndType(name, type));
        }

        /** A component belongs to one context, which stops it: the trial gets another of its kind. */
        private <T> T own(T bean) {
            return bean instanceof Component component ? copy(bean, component) : bean;
        }

        private <T> T copy(T bean, Component component) {
            @SuppressWarnings("unchecked")
            T copy = (T) main.getInjector().newInstance(bean.getClass());
            CamelContextAware.trySetCamelContext(component, main);
            ServiceHelper.buildService(component);
            PropertyConfigurer configurer = component.getComponentPropertyConfigurer();
            Map<String, Object> options = new TreeMap<>();
            PluginHelper.getBeanIntrospection(main).getProperties(component, options, null, false);
            if (configurer != null) {
                options.forEach((option, value) -> configurer.configure(main, copy, option, value, true));
            }
            return copy;
        }

        @Override
        public <T> Map<String, T> findByTypeWithName(Class<T> type) {
            return foreign(type) ? main.getRegistry().findByTypeWithName(type) : Map.of();
        }

        @Override
        public <T> Set<T> findByType(Class<T> type) {
            return foreign(type) ? main.getRegistry().findByType(type) : Set.of();
        }

        private static boolean foreign(Class<?> type) {
            return !type.getName().startsWith("org.apache.camel.");
        }
    }
}
