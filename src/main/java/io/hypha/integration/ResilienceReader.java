package io.hypha.integration;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.config.Durations;
import io.hypha.config.Findings;
import io.hypha.config.Problem;
import io.hypha.resilience.BreakerPolicy;
import io.hypha.resilience.RateLimitPolicy;
import io.hypha.resilience.ResiliencePolicy;
import io.hypha.resilience.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code timeout}, {@code retry_count} and {@code resilience} of a definition, or of what is sound of it. */
final class ResilienceReader {
    private final JsonNode config;
    private final Findings findings = new Findings();

    private ResilienceReader(JsonNode config) {
        this.config = config;
    }

    /** The policy; problems are added to the list; what they are about has its default. */
    static ResiliencePolicy read(JsonNode config, int defaultConcurrent, List<Problem> problems) {
        ResilienceReader reader = new ResilienceReader(config);
        ResiliencePolicy policy = reader.policy(defaultConcurrent);
        problems.addAll(reader.findings.problems());
        return policy;
    }

    private ResiliencePolicy policy(int defaultConcurrent) {
        Duration timeout = duration("/timeout", ResiliencePolicy.DEFAULT_TIMEOUT);
        RetryPolicy retry = findings.at("/resilience/retry", "range", this::retry, RetryPolicy.DEFAULT);
        BreakerPolicy breaker =
                findings.at("/resilience/circuit_breaker", "range", this::breaker, BreakerPolicy.DEFAULT);
        Optional<RateLimitPolicy> limit =
                findings.at("/resilience/rate_limit", "range", this::rateLimit, Optional.empty());
        int concurrent = config.at("/resilience/bulkhead/max_concurrent").asInt(defaultConcurrent);
        JsonNode fallback = config.at("/resilience/fallback");
        Optional<JsonNode> answer = fallback.isMissingNode() ? Optional.empty() : Optional.of(fallback.path("body"));
        ResiliencePolicy otherwise =
                new ResiliencePolicy(ResiliencePolicy.DEFAULT_TIMEOUT, retry, breaker, concurrent, limit, answer);
        return findings.at(
                "/timeout",
                "range",
                () -> new ResiliencePolicy(timeout, retry, breaker, concurrent, limit, answer),
                otherwise);
    }

    private RetryPolicy retry() {
        RetryPolicy defaults = RetryPolicy.DEFAULT;
        JsonNode retry = config.at("/resilience/retry");
        return new RetryPolicy(
                config.path("retry_count").asInt(defaults.retries()),
                duration("/resilience/retry/initial_delay", defaults.initialDelay()),
                retry.path("multiplier").asDouble(defaults.multiplier()),
                duration("/resilience/retry/max_delay", defaults.maxDelay()),
                retry.path("jitter").asDouble(defaults.jitter()));
    }

    private BreakerPolicy breaker() {
        BreakerPolicy defaults = BreakerPolicy.DEFAULT;
        JsonNode breaker = config.at("/resilience/circuit_breaker");
        int window = breaker.path("window").asInt(defaults.window());
        return new BreakerPolicy(
                breaker.path("failure_rate").asDouble(defaults.failureRate()),
                window,
                breaker.path("minimum_calls").asInt(Math.min(window, defaults.minimumCalls())),
                duration("/resilience/circuit_breaker/open_for", defaults.openFor()));
    }

    private Optional<RateLimitPolicy> rateLimit() {
        JsonNode limit = config.at("/resilience/rate_limit");
        if (limit.isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(new RateLimitPolicy(
                limit.path("requests").asInt(1),
                duration("/resilience/rate_limit/per", Duration.ofSeconds(1)),
                duration("/resilience/rate_limit/max_wait", Duration.ZERO)));
    }

    private Duration duration(String pointer, Duration otherwise) {
        JsonNode value = config.at(pointer);
        return value.isMissingNode()
                ? otherwise
                : findings.at(pointer, "range", () -> Durations.parse(value.asText()), otherwise);
    }
}
