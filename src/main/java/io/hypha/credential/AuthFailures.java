package io.hypha.credential;

import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Outcome;

/** Failures to get a token; the call itself was not sent. */
final class AuthFailures {
    private AuthFailures() {}

    /** One that lasts until somebody changes something. */
    static ExecutionFailure permanent(String detail) {
        return failure(FailureCode.AUTHENTICATION_FAILED, detail).build();
    }

    /** The server that gives tokens does not do it at the moment. */
    static ExecutionFailure failed(String detail) {
        return failure(FailureCode.BACKEND_FAILED, detail).mayPass().build();
    }

    /** The server that gives tokens is away. */
    static ExecutionFailure unreachable(String detail, Throwable cause) {
        return failure(FailureCode.BACKEND_UNREACHABLE, detail)
                .mayPass()
                .cause(cause)
                .build();
    }

    /** The integration ended while its token was on the way. */
    static ExecutionFailure closed() {
        return failure(
                        FailureCode.INTEGRATION_STOPPED,
                        "the integration was stopped or replaced while a token was fetched for it: call again")
                .mayPass()
                .build();
    }

    private static ExecutionFailure.Builder failure(FailureCode code, String detail) {
        return ExecutionFailure.failure(code, Outcome.NOT_SENT, detail);
    }
}
