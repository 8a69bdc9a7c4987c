package io.hypha.camel;

import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Invocation;
import io.hypha.execution.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.camel.http.base.HttpOperationFailedException;

/** Says in our words what an exception of any component means; connectors' own translators are asked first. */
final class Failures {
    private final List<FailureTranslator> translators;

    Failures(List<FailureTranslator> translators) {
        this.translators = List.copyOf(translators);
    }

    ExecutionFailure translate(Throwable thrown, Invocation invocation) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ExecutionFailure failure) {
                return failure;
            }
        }
        return translators.stream()
                .map(translator -> translator.translate(thrown, invocation))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> general(thrown));
    }

    private static ExecutionFailure general(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            Optional<ExecutionFailure> known = known(cause);
            if (known.isPresent()) {
                return known.get();
            }
        }
        return ExecutionFailure.failure(FailureCode.BACKEND_FAILED, Outcome.UNKNOWN, describe(thrown))
                .cause(thrown)
                .build();
    }

    private static Optional<ExecutionFailure> known(Throwable thrown) {
        if (thrown instanceof HttpOperationFailedException http) {
            return Optional.of(status(http.getStatusCode()));
        }
        if (thrown instanceof ConnectException || thrown instanceof UnknownHostException) {
            return Optional.of(ExecutionFailure.failure(
                            FailureCode.BACKEND_UNREACHABLE,
                            Outcome.NOT_SENT,
                            "cannot reach the backend: " + describe(thrown))
                    .mayPass()
                    .build());
        }
        if (thrown instanceof SocketTimeoutException || thrown instanceof TimeoutException) {
            return Optional.of(ExecutionFailure.failure(
                            FailureCode.TIMED_OUT, Outcome.UNKNOWN, "the backend did not answer in time")
                    .mayPass()
                    .build());
        }
        if (thrown instanceof IOException) {
            return Optional.of(ExecutionFailure.failure(
                            FailureCode.BACKEND_FAILED, Outcome.UNKNOWN, "the connection failed: " + describe(thrown))
                    .mayPass()
                    .build());
        }
        return Optional.empty();
    }

    private static ExecutionFailure status(int status) {
        boolean rejected = status < 500;
        ExecutionFailure.Builder failure = ExecutionFailure.failure(
                        rejected ? FailureCode.BACKEND_REJECTED : FailureCode.BACKEND_FAILED,
                        rejected ? Outcome.REJECTED : Outcome.UNKNOWN,
                        "the backend answered " + status)
                .backend(status, null);
        return rejected && status != 429 ? failure.build() : failure.mayPass().build();
    }

    private static String describe(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? thrown.getClass().getSimpleName() : message;
    }
}
