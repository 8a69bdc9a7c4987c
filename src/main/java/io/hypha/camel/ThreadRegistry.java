package io.hypha.camel;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.service.ServiceHelper;

/** Camel's registry, with local beans for the thread that set them alone; see {@link ThreadProperties}. */
final class ThreadRegistry extends DefaultRegistry {
    private final ThreadLocal<Deque<BeanRepository>> local = ThreadLocal.withInitial(ArrayDeque::new);

    ThreadRegistry() {
        setFallbackRegistry(new SharedRegistry());
    }

    @Override
    public void setLocalBeanRepository(BeanRepository repository) {
        if (repository == null) {
            ServiceHelper.stopService(local.get().poll());
        } else {
            local.get().push(repository);
        }
    }

    @Override
    public BeanRepository getLocalBeanRepository() {
        return local.get().peek();
    }
}
