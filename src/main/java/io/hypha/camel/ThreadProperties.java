package io.hypha.camel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import org.apache.camel.component.properties.PropertiesComponent;

/**
 * Camel's properties, with local ones that are seen by the thread that set them alone, as Camel says of its own: those are one stack
 * for all threads in 4.17.0, so that a dropped route could read the parameters of an integration that was built meanwhile, and take them
 * away.
 */
final class ThreadProperties extends PropertiesComponent {
    private final ThreadLocal<Deque<Properties>> local = ThreadLocal.withInitial(ArrayDeque::new);

    @Override
    public void setLocalProperties(Properties properties) {
        if (properties == null) {
            local.get().poll();
        } else {
            local.get().push(properties);
        }
    }

    @Override
    public Properties getLocalProperties() {
        return local.get().peek();
    }
}
