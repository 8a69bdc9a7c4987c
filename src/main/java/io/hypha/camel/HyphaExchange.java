package io.hypha.camel;

import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.Invocation;
import io.hypha.resilience.ResiliencePolicy;
import org.apache.camel.Exchange;

/** Our own values on an exchange, which are variables, never headers. */
public final class HyphaExchange {
    private static final String INVOCATION = "hypha.invocation";
    private static final String POLICY = "hypha.policy";
    private static final String COVERED = "hypha.covered";

    private HyphaExchange() {}

    /** Prepares an exchange for the routes of an integration. */
    public static void start(Exchange exchange, Invocation invocation, ResiliencePolicy policy) {
        exchange.setVariable(INVOCATION, invocation);
        exchange.setVariable(POLICY, policy);
    }

    /** The call that this exchange carries. */
    public static Invocation invocation(Exchange exchange) {
        Object invocation = exchange.getVariable(INVOCATION);
        if (invocation == null) {
            throw new IllegalStateException("not an exchange of an integration's route: call integrations with"
                    + " 'integration:ID', not through their direct: endpoints");
        }
        return (Invocation) invocation;
    }

    /** How long this attempt may take, in milliseconds. */
    public static long timeoutMillis(Exchange exchange) {
        return policy(exchange).timeout().toMillis();
    }

    static ResiliencePolicy policy(Exchange exchange) {
        return (ResiliencePolicy) exchange.getVariable(POLICY);
    }

    /** A fallback answers for this failure. */
    static void cover(Exchange exchange, ExecutionFailure failure) {
        exchange.setVariable(COVERED, failure);
    }

    /** Null where the backend answered. */
    static ExecutionFailure covered(Exchange exchange) {
        return (ExecutionFailure) exchange.getVariable(COVERED);
    }
}
