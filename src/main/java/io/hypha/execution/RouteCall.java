package io.hypha.execution;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** What the HTTP door and the route that it calls tell each other: who calls, and which execution the call failed with. Thread-safe. */
public final class RouteCall {
    /** The attribute of an HTTP request's user that holds it. */
    public static final String ATTRIBUTE = "hypha.route-call";

    private final Caller caller;
    private volatile String failedExecution;

    public RouteCall(Caller caller) {
        this.caller = requireNonNull(caller, "caller is null");
    }

    public Caller caller() {
        return caller;
    }

    public void failedWith(String executionId) {
        failedExecution = executionId;
    }

    /** Empty unless the call failed with a failed execution. */
    public Optional<String> failedExecution() {
        return Optional.ofNullable(failedExecution);
    }
}
