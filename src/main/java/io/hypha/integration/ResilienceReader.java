package io.hypha.integration;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.config.Durations;
import io.hypha.config.Problem;
import io.hypha.resilience.BreakerPolicy;
import io.hypha.resilience.RateLimitPolicy;
import io.hypha.resilience.ResiliencePolicy;
import io.hypha.resilience.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads {@code timeout}, {@code retry_count} and {@code resilience} of a definition whose shape is already checked. */
final class ResilienceReader {
    private final JsonNode config;
    private final List<Problem> problems = new ArrayList<>();

    private ResilienceReader(JsonNode config) {
        this.config = config;
    }

    /** The policy; problems are added to the list, and then the result is of no use. */
    static ResiliencePolicy read(JsonNode config, int defaultConcurrent, List<Problem> problems) {
        ResilienceReader reader = new ResilienceReader(config);
        ResiliencePolicy policy = reader.policy(defaultConcurrent);
        problems.addAll(reader.problems);
        return policy;
    }

    private ResiliencePolicy policy(int defaultConcurrent) {
        Duration timeout = duration("/timeout", ResiliencePolicy.DEFAULT_TIMEOUT);
        RetryPolicy retry = checked("/resilience/retry", RetryPolicy.DEFAULT, this::retry);
        BreakerPolicy breaker = checked("/resilience/circuit_breaker", BreakerPolicy.DEFAULT, this::breaker);
        Optional<RateLimitPolicy> limit = checked("/resilience/rate_limit", Optional.empty(), this::rateLimit);
        int concurrent = config.at("/resilience/bulkhead/max_concurrent").asInt(defaultConcurrent);
        JsonNode fallback = config.at("/resilience/fallback");
        return checked(
                "/timeout",
                null,
                () -> new ResiliencePolicy(
                        timeout,
                        retry,
                        breaker,
                        concurrent,
                        limit,
                        fallback.isMissingNode() ? Optional.empty() : Optional.of(fallback.path("body"))));
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
                limit.path("requests").asInt(),
                duration("/resilience/rate_limit/per", Duration.ofSeconds(1)),
                duration("/resilience/rate_limit/max_wait", Duration.ZERO)));
    }

    private Duration duration(String pointer, Duration otherwise) {
        JsonNode value = config.at(pointer);
        return value.isMissingNode() ? otherwise : checked(pointer, otherwise, () -> Durations.parse(value.asText()));
    }

    private <T> T checked(String pointer, T otherwise, Supplier<T> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException e) {
            problems.add(Problem.of(pointer, "range", e.getMessage()));
            return otherwise;
        }
    }
}
