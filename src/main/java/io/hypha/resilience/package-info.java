/** Retry, circuit breaker, rate limit, bulkhead, timeout and fallback, as validated records. */
package io.hypha.resilience;
