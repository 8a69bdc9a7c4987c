package io.hypha.camel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The objects that a {@link ResourceFactory} made for one deployment, bound in Camel's registry until they are closed. */
final class DeploymentResources {
    static final DeploymentResources NONE = new DeploymentResources(null, Map.of());

    private static final Logger LOG = LoggerFactory.getLogger(DeploymentResources.class);

    private final Registry registry;
    private final Map<String, Object> bound;

    private DeploymentResources(Registry registry, Map<String, Object> bound) {
        this.registry = registry;
        this.bound = Map.copyOf(bound);
    }

    static DeploymentResources bind(Registry registry, String key, Map<String, Object> objects) {
        Map<String, Object> bound = new HashMap<>();
        objects.forEach((name, object) -> bound.put(key + "." + name, object));
        bound.forEach(registry::bind);
        return new DeploymentResources(registry, bound);
    }

    /** The objects of this type. */
    <T> List<T> find(Class<T> type) {
        List<T> found = new ArrayList<>();
        bound.values().stream().filter(type::isInstance).map(type::cast).forEach(found::add);
        return found;
    }

    void close() {
        bound.forEach((name, object) -> {
            registry.unbind(name);
            if (object instanceof AutoCloseable closeable) {
                close(name, closeable);
            }
        });
    }

    /** Whatever happens: what is left is to be closed too. */
    static void close(String name, AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            LOG.warn("{} could not be closed: {}", name, e.toString());
        }
    }
}
