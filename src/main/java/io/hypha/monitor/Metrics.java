package io.hypha.monitor;

import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.ExecutionRequest;
import io.hypha.execution.ExecutionResult;
import io.hypha.integration.ExecutionListener;
import io.hypha.integration.Integrations;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What Prometheus is told. The meters of an integration are made at its first call or the next scrape, with zeros, so that
 * rates see its first failure; and removed with it. Labels are ids of
 * registered integrations and words of ours only, so that no caller can make their number grow. Thread-safe.
 */
public final class Metrics implements ExecutionListener, AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, ExecutionMeters> executions = new ConcurrentHashMap<>();
    private final JvmGcMetrics garbage = new JvmGcMetrics();
    private volatile IntegrationGauges gauges;

    /** @param auditDropped how many audit events were lost to a full queue */
    public Metrics(LongSupplier auditDropped) {
        FunctionCounter.builder("hypha.audit.dropped", auditDropped, LongSupplier::getAsLong)
                .description("Audit events lost to a full queue")
                .register(registry);
        List.of(
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new ClassLoaderMetrics(),
                        new ProcessorMetrics(),
                        new UptimeMetrics())
                .forEach(binder -> binder.bindTo(registry));
        garbage.bindTo(registry);
    }

    /** Where other parts may add meters of their own. */
    public MeterRegistry registry() {
        return registry;
    }

    /** Adds gauges of the integrations. To be called once, when they have been made. */
    public void watch(Integrations integrations) {
        gauges = new IntegrationGauges(registry, integrations);
    }

    @Override
    public void executed(
            ExecutionRequest request,
            String action,
            ExecutionResult result,
            ExecutionFailure failure,
            int attempts,
            Duration duration) {
        meters(request.integrationId()).record(result, failure, attempts, duration);
    }

    private ExecutionMeters meters(String integration) {
        ExecutionMeters meters = executions.get(integration);
        return meters != null
                ? meters
                : executions.computeIfAbsent(integration, id -> new ExecutionMeters(registry, id));
    }

    @Override
    public void unregistered(String integration) {
        ExecutionMeters meters = executions.remove(integration);
        if (meters != null) {
            meters.remove();
        }
    }

    /**
     * All meters as text, of all integrations. Forgets those that are gone, should a late call have brought their meters back.
     *
     * @param contentType that of Prometheus text 0.0.4 or of OpenMetrics 1.0.0
     */
    public String scrape(String contentType) {
        IntegrationGauges current = gauges;
        if (current != null) {
            // Known first, registered second: what is registered meanwhile is not taken for gone.
            Set<String> known = Set.copyOf(executions.keySet());
            Set<String> registered = current.refresh();
            known.stream().filter(id -> !registered.contains(id)).forEach(this::unregistered);
            registered.forEach(this::meters);
        }
        return registry.scrape(contentType);
    }

    @Override
    public void close() {
        garbage.close();
        registry.close();
    }
}
