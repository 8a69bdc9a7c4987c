package io.hypha.camel;

import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import io.hypha.integration.Definition;
import io.hypha.integration.Deployment;
import java.util.Optional;

/**
 * What goes on in the next revision of an integration: what is known of its backend, so that no change of a description closes an
 * open breaker or grants more calls than the rate limit does.
 */
record Kept(Optional<Circuit> circuit, Optional<AtomicRateLimiter> limiter) {
    private static final Kept NOTHING = new Kept(Optional.empty(), Optional.empty());

    /** @param before what runs; null for nothing */
    static Kept of(Deployment before, Definition next) {
        if (!(before instanceof CamelDeployment running) || !callsTheSame(running.definition(), next)) {
            return NOTHING;
        }
        boolean breaker = running.definition()
                .resilience()
                .breaker()
                .equals(next.resilience().breaker());
        boolean limit = running.definition()
                .resilience()
                .rateLimit()
                .equals(next.resilience().rateLimit());
        return new Kept(
                breaker ? Optional.of(running.circuit()) : Optional.empty(),
                limit ? running.limiter() : Optional.empty());
    }

    private static boolean callsTheSame(Definition one, Definition other) {
        return one.connector().equals(other.connector())
                && one.parameters().equals(other.parameters())
                && one.auth().equals(other.auth());
    }
}
