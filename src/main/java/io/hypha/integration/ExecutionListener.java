package io.hypha.integration;

import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.ExecutionRequest;
import io.hypha.execution.ExecutionResult;
import java.time.Duration;

/** Hears of each finished call, on the thread that finished it: must neither block nor throw. */
public interface ExecutionListener {
    /**
     * One of {@code result} and {@code failure} is null, unless a fallback answered: then there is its result, and the failure
     * that it covers.
     *
     * @param action the resolved action; for metrics use the integration's id only, as actions may be free text
     * @param attempts how often the backend was tried; 0 if never
     */
    void executed(
            ExecutionRequest request,
            String action,
            ExecutionResult result,
            ExecutionFailure failure,
            int attempts,
            Duration duration);

    /** A call of an id that is not registered: any text a caller made up, so nothing may be kept by it for long. */
    default void unknown(ExecutionRequest request, ExecutionFailure failure) {}

    /** The integration is no more: what was kept of it can go. */
    default void unregistered(String integrationId) {}
}
