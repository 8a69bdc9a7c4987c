package io.hypha.execution;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a call failed. The REST door gives each its status in one table. */
public enum FailureCode {
    INTEGRATION_NOT_FOUND(Fault.CALLER),
    ACTION_NOT_FOUND(Fault.CALLER),
    INVALID_PARAMS(Fault.CALLER),
    INTEGRATION_STOPPED(Fault.CALLER),
    INTEGRATION_PAUSED(Fault.CALLER),
    INTEGRATION_FAILED(Fault.BACKEND),
    RATE_LIMITED(Fault.LIMIT),
    BULKHEAD_FULL(Fault.LIMIT),
    CIRCUIT_OPEN(Fault.LIMIT),
    TIMED_OUT(Fault.BACKEND),
    BACKEND_UNREACHABLE(Fault.BACKEND),
    BACKEND_REJECTED(Fault.CALLER),
    BACKEND_FAILED(Fault.BACKEND),
    RESPONSE_TOO_LARGE(Fault.ANSWER),
    AUTHENTICATION_FAILED(Fault.BACKEND),
    INTERNAL(Fault.BACKEND);

    private final Fault fault;

    FailureCode(Fault fault) {
        this.fault = fault;
    }

    /** Whose fault it is as a rule; {@link ExecutionFailure#fault()} knows the exception. */
    Fault fault() {
        return fault;
    }

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
