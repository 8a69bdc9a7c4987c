package io.hypha.management;

import io.hypha.access.AccessException;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.UnavailableException;
import io.hypha.execution.ExecutionFailure;
import io.hypha.integration.IntegrationException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever was thrown into a problem document. What nobody foresaw is logged, and its text is not told to the caller. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final long UNAVAILABLE_MS = 1_000;

    private Problems() {}

    static ProblemDocument of(Throwable thrown, String requestId) {
        Throwable cause = unwrap(thrown);
        if (cause instanceof ProblemException refused) {
            return refused.problem();
        }
        if (cause instanceof ExecutionFailure failure) {
            return of(failure);
        }
        if (cause instanceof IntegrationException failure) {
            return of(failure);
        }
        if (cause instanceof AccessException refused) {
            return of(refused);
        }
        if (cause instanceof InvalidDocumentException invalid) {
            return of(ProblemType.INVALID_DEFINITION, invalid);
        }
        LOG.error("Request {} failed", requestId, cause);
        if (cause instanceof UnavailableException) {
            return ProblemDocument.of(ProblemType.STORE_UNAVAILABLE).unsafe().build();
        }
        return ProblemDocument.of(ProblemType.INTERNAL).unsafe().build();
    }

    static ProblemDocument of(ProblemType type, InvalidDocumentException invalid) {
        return ProblemDocument.of(type)
                .detail(invalid.getMessage())
                .problems(invalid.problems())
                .build();
    }

    private static ProblemDocument of(ExecutionFailure failure) {
        return ProblemDocument.of(ProblemType.of(failure.code()))
                .detail(failure.getMessage())
                .outcome(failure.outcome().label(), failure.isSafeToRetry())
                .retryAfterMs(failure.retryAfter().map(Duration::toMillis).orElse(null))
                .problems(failure.problems())
                .backend(
                        failure.backendStatus().orElse(null),
                        failure.backendBody().orElse(null))
                .build();
    }

    private static ProblemDocument of(IntegrationException failure) {
        ProblemType type = ProblemType.of(failure.reason());
        return ProblemDocument.of(type)
                .detail(failure.getMessage())
                .retryAfterMs(type == ProblemType.UNAVAILABLE ? UNAVAILABLE_MS : null)
                .build();
    }

    private static ProblemDocument of(AccessException refused) {
        ProblemDocument.Builder problem =
                ProblemDocument.of(ProblemType.of(refused.reason())).detail(refused.getMessage());
        return refused.reason() == AccessException.Reason.UNAUTHENTICATED
                ? problem.header("WWW-Authenticate", "Bearer realm=\"hypha\"").build()
                : problem.build();
    }

    private static Throwable unwrap(Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
