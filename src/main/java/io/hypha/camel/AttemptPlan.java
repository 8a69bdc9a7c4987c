package io.hypha.camel;

import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import io.hypha.connector.Connector;
import io.hypha.resilience.ResiliencePolicy;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/** What an attempt of one deployment needs; the pools are shared by all. */
record AttemptPlan(
        Connector.Traits traits,
        ResiliencePolicy policy,
        Optional<AtomicRateLimiter> limiter,
        Executor workers,
        ScheduledExecutorService timer,
        Failures failures) {}
