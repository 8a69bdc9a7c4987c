package io.hypha.camel;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.support.SimpleRegistry;

/**
 * Camel's registry of beans for integrations that come and go at the same time: Camel's own is a plain map, in which a bean that
 * is being bound makes another thread's look-up fail.
 */
final class SharedRegistry extends SimpleRegistry {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Object lookupByName(String name) {
        return super.lookupByName(name);
    }

    @Override
    public synchronized <T> T lookupByNameAndType(String name, Class<T> type) {
        return super.lookupByNameAndType(name, type);
    }

    @Override
    public synchronized <T> Map<String, T> findByTypeWithName(Class<T> type) {
        return super.findByTypeWithName(type);
    }

    @Override
    public synchronized <T> Set<T> findByType(Class<T> type) {
        return super.findByType(type);
    }

    @Override
    public synchronized void bind(String id, Class<?> type, Object bean) {
        super.bind(id, type, bean);
    }

    @Override
    public synchronized void bind(String id, Class<?> type, Supplier<Object> bean) {
        super.bind(id, type, bean);
    }

    @Override
    public synchronized void bindAsPrototype(String id, Class<?> type, Supplier<Object> bean) {
        super.bindAsPrototype(id, type, bean);
    }

    @Override
    public synchronized void unbind(String id) {
        super.unbind(id);
    }
}
