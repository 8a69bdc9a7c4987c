package io.hypha.camel;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows each integration's route in JMX under the name Camel would give it. Camel's own MBeans carry a description of all their
 * attributes with each instance, which costs more heap than the route.
 */
final class RouteMBeans {
    private static final Logger LOG = LoggerFactory.getLogger(RouteMBeans.class);

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final String context;

    RouteMBeans(String context) {
        this.context = context;
    }

    /** The name it is registered under. */
    ObjectName register(String routeId, RouteMBean route) throws JMException {
        ObjectName name = name(routeId);
        server.registerMBean(route, name);
        return name;
    }

    void unregister(ObjectName name) {
        try {
            server.unregisterMBean(name);
        } catch (JMException e) {
            LOG.warn("{} could not be taken out of JMX: {}", name, e.toString());
        }
    }

    private ObjectName name(String routeId) throws MalformedObjectNameException {
        return new ObjectName("org.apache.camel:context=" + context + ",type=routes,name=" + ObjectName.quote(routeId));
    }
}
