package io.hypha.camel;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.EndpointAware;
import org.apache.camel.Route;
import org.apache.camel.Service;
import org.apache.camel.spi.EndpointStrategy;

/**
 * Knows which endpoints came into the context with our routes, and how many of these use each, because Camel keeps an endpoint
 * for ever, also that of a route it failed to build. Thread-safe.
 */
final class EndpointLedger implements EndpointStrategy {
    private static final ThreadLocal<Set<Endpoint>> RECORDING = new ThreadLocal<>();

    private final CamelContext context;
    private final IdentityHashMap<Endpoint, Integer> uses = new IdentityHashMap<>();
    private final Set<Endpoint> ours = Collections.newSetFromMap(new IdentityHashMap<>());

    EndpointLedger(CamelContext context) {
        this.context = context;
        context.getCamelContextExtension().registerEndpointCallback(this);
    }

    /** What this thread adds to the context from now on is ours. */
    Set<Endpoint> record() {
        Set<Endpoint> created = Collections.newSetFromMap(new IdentityHashMap<>());
        RECORDING.set(created);
        return created;
    }

    /** Whether this thread builds a route of ours. */
    static boolean isRecording() {
        return RECORDING.get() != null;
    }

    void stopRecording() {
        RECORDING.remove();
    }

    @Override
    public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
        Set<Endpoint> created = RECORDING.get();
        if (created != null) {
            created.add(endpoint);
        }
        return endpoint;
    }

    /** A route uses these; of them, the created ones are ours. */
    synchronized void use(Collection<Endpoint> used, Set<Endpoint> created) {
        used.forEach(endpoint -> uses.merge(endpoint, 1, Integer::sum));
        created.forEach(endpoint -> {
            if (uses.containsKey(endpoint)) {
                ours.add(endpoint);
            } else {
                remove(endpoint);
            }
        });
    }

    synchronized void release(Collection<Endpoint> used) {
        for (Endpoint endpoint : used) {
            Integer left = uses.computeIfPresent(endpoint, (key, count) -> count == 1 ? null : count - 1);
            if (left == null && ours.remove(endpoint)) {
                removeUnlessUsed(endpoint);
            }
        }
    }

    /** Runs the removal of what somebody else made, or takes it over if our routes use it. */
    synchronized void unlessUsed(Endpoint endpoint, Runnable removal) {
        if (uses.containsKey(endpoint)) {
            ours.add(endpoint);
        } else {
            removal.run();
        }
    }

    /** Removes what a failed build left. */
    synchronized void discard(Set<Endpoint> created) {
        created.stream().filter(endpoint -> !uses.containsKey(endpoint)).forEach(this::removeUnlessUsed);
    }

    private void removeUnlessUsed(Endpoint endpoint) {
        if (context.getRoutes().stream().noneMatch(route -> uses(route, endpoint))) {
            remove(endpoint);
        }
    }

    private void remove(Endpoint endpoint) {
        try {
            context.removeEndpoint(endpoint);
        } catch (Exception e) {
            throw new IllegalStateException("an endpoint could not be removed", e);
        }
    }

    /** Also looks at dropped routes, which may share an endpoint with an integration. */
    private static boolean uses(Route route, Endpoint endpoint) {
        if (route.getEndpoint() == endpoint) {
            return true;
        }
        // A copy: Camel adds to the list of a dropped route while it builds that one, on another thread.
        for (Service service : route.getServices().toArray(Service[]::new)) {
            if (service instanceof EndpointAware aware && aware.getEndpoint() == endpoint) {
                return true;
            }
        }
        return false;
    }
}
