package io.hypha.integration;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * How an integration is doing, from counts of real calls since the runtime started. Times of calls that have not happened are
 * null. Durations are in milliseconds, of the last 256 calls that reached for the backend.
 *
 * @param lastSuccess when the backend answered last
 * @param lastError what went wrong last, behind a fallback too; neither a caller's own mistake nor, while there is a reason to
 *     tell, that Hypha refused a call because of it
 * @param successCount calls that were answered, {@code fallbackCount} of them by the fallback
 * @param health one of healthy, degraded, unhealthy, or unknown before the first call
 */
public record IntegrationStatus(
        @JsonProperty("id") String id,
        @JsonProperty("connector") String connector,
        @JsonProperty("is_active") boolean isActive,
        @JsonProperty("state") State state,
        @JsonProperty("desired_state") DesiredState desiredState,
        @JsonProperty("health") String health,
        @JsonProperty("last_execution") Instant lastExecution,
        @JsonProperty("last_success") Instant lastSuccess,
        @JsonProperty("last_error") LastError lastError,
        @JsonProperty("execution_count") long executionCount,
        @JsonProperty("success_count") long successCount,
        @JsonProperty("error_count") long errorCount,
        @JsonProperty("fallback_count") long fallbackCount,
        @JsonProperty("in_flight") int inFlight,
        @JsonProperty("average_response_time") Double averageResponseTime,
        @JsonProperty("p95_ms") Double p95Ms,
        @JsonProperty("circuit_breaker") String circuitBreaker,
        @JsonProperty("credential") String credential,
        @JsonProperty("revision") long revision,
        @JsonProperty("owner") String owner,
        @JsonProperty("routes") List<String> routes,
        @JsonProperty("problem") String problem,
        @JsonProperty("recovery_attempts") int recoveryAttempts) {

    /** The last failed call. */
    public record LastError(
            @JsonProperty("at") Instant at,
            @JsonProperty("code") String code,
            @JsonProperty("message") String message,
            @JsonProperty("execution_id") String executionId) {}
}
