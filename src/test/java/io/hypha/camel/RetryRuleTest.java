package io.hypha.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypha.config.Json;
import io.hypha.execution.Caller;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.ExecutionRequest;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Invocation;
import io.hypha.execution.Outcome;
import io.hypha.resilience.BreakerPolicy;
import io.hypha.resilience.ResiliencePolicy;
import io.hypha.resilience.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryRuleTest {
    private static final RetryPolicy RETRY = new RetryPolicy(5, Duration.ofMillis(500), 2, Duration.ofSeconds(10), 0);

    /** A backend that asks for no wait, or for one in the past, does not make Hypha hammer it. */
    @ParameterizedTest
    @CsvSource({"1, 0, 500", "1, 200, 500", "1, 3000, 3000", "3, 0, 2000", "3, 3000, 3000"})
    void shouldWaitAsLongAsBothAskFor(int attempts, long askedMillis, long expected) throws Exception {
        assertThat(wait(attempts, Duration.ofMillis(askedMillis))).isEqualTo(expected);
    }

    @Test
    void shouldWaitAsTheDefinitionSaysWhereTheBackendAsksForNothing() throws Exception {
        assertThat(wait(2, null)).isEqualTo(1000);
    }

    private static long wait(int attempts, Duration asked) throws Exception {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        Invocation invocation = new Invocation(
                new ExecutionRequest("e1", "it", Json.mapper().createObjectNode(), new Caller("test", "java", "r1")),
                "",
                null);
        for (int i = 0; i < attempts; i++) {
            invocation.nextAttempt();
        }
        HyphaExchange.start(exchange, invocation, policy());
        ExecutionFailure.Builder failure = ExecutionFailure.failure(FailureCode.BACKEND_FAILED, Outcome.UNKNOWN, "busy")
                .mayPass();
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, (asked == null ? failure : failure.retryAfter(asked)).build());

        RetryRule.delay().process(exchange);

        return exchange.getIn().getHeader(Exchange.REDELIVERY_DELAY, Long.class);
    }

    private static ResiliencePolicy policy() {
        return new ResiliencePolicy(
                Duration.ofSeconds(5), RETRY, BreakerPolicy.DEFAULT, 4, Optional.empty(), Optional.empty());
    }
}
