package io.hypha.integration;

import io.hypha.execution.ExecutionResult;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Hypha in Java: registers external systems and executes their actions by name. Every method returns at once; its stage fails
 * with {@link IntegrationException}, {@link io.hypha.config.InvalidDocumentException} or
 * {@link io.hypha.execution.ExecutionFailure}. Thread-safe.
 *
 * <p>Maps hold what JSON can say: strings, numbers, booleans, null, lists and maps.
 */
public interface IntegrationManager {
    /** Registers a new integration; it runs and is stored when the stage completes. */
    CompletionStage<Integration> registerIntegration(String id, Map<String, ?> config);

    /** Executes an action: {@code {"action": "get_data", "params": {"id": 123}}}. */
    CompletionStage<ExecutionResult> executeIntegration(String id, Map<String, ?> data);

    CompletionStage<IntegrationStatus> getIntegrationStatus(String id);

    /** Merges {@code {"config": {...}}} into the definition (RFC 7396); calls in flight finish on the old one. */
    CompletionStage<Integration> updateIntegration(String id, Map<String, ?> updates);

    /** Removes it when its calls in flight have ended, or after a bounded wait. */
    CompletionStage<Void> unregisterIntegration(String id);
}
