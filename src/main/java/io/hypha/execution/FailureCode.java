package io.hypha.execution;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a call failed. The REST door gives each its status in one table. */
public enum FailureCode {
    INTEGRATION_NOT_FOUND,
    ACTION_NOT_FOUND,
    INVALID_PARAMS,
    INTEGRATION_STOPPED,
    INTEGRATION_PAUSED,
    INTEGRATION_FAILED,
    RATE_LIMITED,
    BULKHEAD_FULL,
    CIRCUIT_OPEN,
    TIMED_OUT,
    BACKEND_UNREACHABLE,
    BACKEND_REJECTED,
    BACKEND_FAILED,
    RESPONSE_TOO_LARGE,
    AUTHENTICATION_FAILED,
    INTERNAL;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
