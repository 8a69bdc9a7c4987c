package io.hypha.camel;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.MBeanRegistration;
import javax.management.MBeanServer;
import javax.management.NotificationEmitter;
import javax.management.modelmbean.ModelMBean;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;

/** Camel's MBeans, whose attributes and operations show endpoints and routes as they run: secrets are masked as they are read. */
final class MaskedMBeans {
    private static final Class<?>[] BEAN = {ModelMBean.class, MBeanRegistration.class, NotificationEmitter.class};

    private final UnaryOperator<String> masking;

    MaskedMBeans(UnaryOperator<String> masking) {
        this.masking = masking;
    }

    /** The same server, but that model MBeans that are registered through it are masked. */
    MBeanServer on(MBeanServer server) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals("registerMBean") && arguments[0] instanceof ModelMBean bean) {
                arguments[0] = masked(bean);
            }
            return invoke(server, method, arguments);
        };
        return (MBeanServer) proxy(handler, MBeanServer.class);
    }

    private Object masked(ModelMBean bean) {
        return proxy((proxy, method, arguments) -> masked(invoke(bean, method, arguments)), BEAN);
    }

    private static Object proxy(InvocationHandler handler, Class<?>... types) {
        return Proxy.newProxyInstance(MaskedMBeans.class.getClassLoader(), types, handler);
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Object masked(Object value) throws OpenDataException {
        if (value instanceof String text) {
            return masking.apply(text);
        }
        if (value instanceof String[] texts) {
            return Arrays.stream(texts).map(masking).toArray(String[]::new);
        }
        if (value instanceof AttributeList list) {
            return masked(list);
        }
        if (value instanceof CompositeData row) {
            return masked(row);
        }
        return value instanceof TabularData table ? masked(table) : value;
    }

    private AttributeList masked(AttributeList list) throws OpenDataException {
        AttributeList result = new AttributeList();
        for (Attribute attribute : list.asList()) {
            result.add(new Attribute(attribute.getName(), masked(attribute.getValue())));
        }
        return result;
    }

    private CompositeData masked(CompositeData row) throws OpenDataException {
        String[] names = row.getCompositeType().keySet().toArray(String[]::new);
        Object[] values = row.getAll(names);
        for (int i = 0; i < values.length; i++) {
            values[i] = masked(values[i]);
        }
        return new CompositeDataSupport(row.getCompositeType(), names, values);
    }

    /** Rows whose keys are masked alike become one. */
    private TabularData masked(TabularData table) throws OpenDataException {
        TabularDataSupport result = new TabularDataSupport(table.getTabularType());
        for (Object row : List.copyOf(table.values())) {
            CompositeData masked = masked((CompositeData) row);
            if (!result.containsKey(result.calculateIndex(masked))) {
                result.put(masked);
            }
        }
        return result;
    }
}
