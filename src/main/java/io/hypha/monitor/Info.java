package io.hypha.monitor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What runs here, and since when.
 *
 * @param counts how many of what there are
 */
public record Info(
        String version, String camelVersion, Instant startedAt, Clock clock, Supplier<Map<String, ?>> counts) {

    /** The information as of now, by its names in the document. */
    public Map<String, ?> now() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", "hypha");
        document.put("version", version);
        document.put("java_version", Runtime.version().toString());
        document.put("camel_version", camelVersion);
        document.put("started_at", startedAt);
        document.put("uptime_ms", Duration.between(startedAt, clock.instant()).toMillis());
        document.put("counts", counts.get());
        return document;
    }
}
