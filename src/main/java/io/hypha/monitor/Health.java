package io.hypha.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the runtime lives, and whether it is ready: never whether a backend is, as a restart would mend none. In the format
 * of Camel's and MicroProfile's health documents. Thread-safe; blocks as its checks do.
 */
public final class Health {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);
    private static final String UP = "UP";
    private static final String DOWN = "DOWN";

    private final Map<String, HealthCheck> liveness;
    private final Map<String, HealthCheck> readiness;
    private final Supplier<Map<String, ?>> information;

    /** @param information about integrations; shown, but never decisive */
    public Health(
            Map<String, HealthCheck> liveness,
            Map<String, HealthCheck> readiness,
            Supplier<Map<String, ?>> information) {
        this.liveness = new LinkedHashMap<>(liveness);
        this.readiness = new LinkedHashMap<>(readiness);
        this.information = information;
    }

    /** A health document, and whether its status is UP. */
    public record Report(boolean up, JsonNode document) {}

    public Report live() {
        return report(liveness, false);
    }

    public Report ready() {
        return report(readiness, false);
    }

    /** Both, and the information. */
    public Report all() {
        Map<String, HealthCheck> checks = new LinkedHashMap<>(liveness);
        checks.putAll(readiness);
        return report(checks, true);
    }

    private Report report(Map<String, HealthCheck> checks, boolean withInformation) {
        ObjectNode document = Json.mapper().createObjectNode();
        document.put("status", UP);
        ArrayNode list = document.putArray("checks");
        boolean up = true;
        for (Map.Entry<String, HealthCheck> check : checks.entrySet()) {
            HealthCheck.Finding finding = look(check.getKey(), check.getValue());
            up &= finding.up();
            add(list, check.getKey(), finding);
        }
        document.put("status", up ? UP : DOWN);
        if (withInformation) {
            add(list, "integrations", HealthCheck.Finding.up(information.get()));
        }
        return new Report(up, document);
    }

    private static HealthCheck.Finding look(String name, HealthCheck check) {
        try {
            return check.look();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return HealthCheck.Finding.down("interrupted");
        } catch (Exception e) {
            LOG.warn("health check '{}' failed", name, e);
            return HealthCheck.Finding.down("it failed; the log says why");
        }
    }

    private static void add(ArrayNode list, String name, HealthCheck.Finding finding) {
        ObjectNode entry = list.addObject();
        entry.put("name", name);
        entry.put("status", finding.up() ? UP : DOWN);
        if (!finding.data().isEmpty()) {
            entry.set("data", Json.mapper().valueToTree(finding.data()));
        }
    }
}
