package io.hypha.execution;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One call on its way through the routes. Made by the runtime, read by connectors, and told by them what the envelope must
 * know: whether calling twice is harmless, and what to put into the result's metadata.
 *
 * <p>Thread-safe: a call passes from thread to thread, and an attempt that timed out may still be running.
 */
public final class Invocation {
    private final ExecutionRequest request;
    private final String action;
    private final ObjectNode params;
    private final AtomicInteger attempts = new AtomicInteger();
    private final Map<String, Object> metadata = Collections.synchronizedMap(new TreeMap<>());
    private volatile boolean repeatable;

    /**
     * @param action the resolved action; the empty string where the caller named none
     * @param params what the caller gave under {@code params}; empty if nothing
     */
    public Invocation(ExecutionRequest request, String action, ObjectNode params) {
        this.request = requireNonNull(request, "request is null");
        this.action = requireNonNull(action, "action is null");
        this.params = params == null ? JsonNodeFactory.instance.objectNode() : params;
    }

    public ExecutionRequest request() {
        return request;
    }

    public String executionId() {
        return request.executionId();
    }

    public String action() {
        return action;
    }

    public ObjectNode params() {
        return params;
    }

    /** The caller's whole document, for connectors that send it as it is. */
    public JsonNode document() {
        return request.document();
    }

    /** Counts one more attempt and returns its number, from 1. */
    public int nextAttempt() {
        return attempts.incrementAndGet();
    }

    public int attempts() {
        return attempts.get();
    }

    /** A connector says before it sends: sending this again, after the backend may have acted on it, is harmless. */
    public void repeatable(boolean harmless) {
        this.repeatable = harmless;
    }

    public boolean isRepeatable() {
        return repeatable;
    }

    /** Adds to the result's metadata: a status, response headers, affected rows. Replaces an earlier attempt's value. */
    public void metadata(String name, Object value) {
        metadata.put(name, value);
    }

    public Map<String, Object> metadata() {
        synchronized (metadata) {
            return new TreeMap<>(metadata);
        }
    }
}
