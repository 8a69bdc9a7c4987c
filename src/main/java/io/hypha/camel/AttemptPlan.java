package io.hypha.camel;

import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import io.hypha.connector.Connector;
import io.hypha.resilience.ResiliencePolicy;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;

/**
 * What an attempt of one deployment needs; the pools are shared by all.
 *
 * @param runs a permit for each attempt that holds a thread of ours until its steps end, however long ago the caller was answered
 */
record AttemptPlan(
        Connector.Traits traits,
        ResiliencePolicy policy,
        Semaphore runs,
        Optional<AtomicRateLimiter> limiter,
        Executor workers,
        ScheduledExecutorService timer,
        Failures failures) {}
