package io.hypha.credential;

import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Outcome;

/** Failures to get a token; the call itself was not sent. */
final class AuthFailures {
    private AuthFailures() {}

    /** One that lasts until somebody changes something. */
    static ExecutionFailure permanent(String detail) {
        return builder(detail).build();
    }

    static ExecutionFailure passing(String detail, Throwable cause) {
        return builder(detail).mayPass().cause(cause).build();
    }

    private static ExecutionFailure.Builder builder(String detail) {
        return ExecutionFailure.failure(FailureCode.AUTHENTICATION_FAILED, Outcome.NOT_SENT, detail);
    }
}
