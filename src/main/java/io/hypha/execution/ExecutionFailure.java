package io.hypha.execution;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypha.config.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A call that failed, told so that the caller knows what to do next. Connectors throw it too; what they know of the backend
 * (was it sent, may it be tried again) decides about retries.
 *
 * <p>Has no stack trace: it is an answer, made thousands of times a second when a backend is down.
 */
public final class ExecutionFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureCode code;
    private final Outcome outcome;
    private final boolean transientFailure;
    private final boolean repeatable;
    private final Duration retryAfter;
    private final Integer backendStatus;
    private final transient JsonNode backendBody;
    private final transient List<Problem> problems;

    private ExecutionFailure(Builder builder) {
        super(builder.detail, builder.cause, false, false);
        this.code = builder.code;
        this.outcome = builder.outcome;
        this.transientFailure = builder.transientFailure;
        this.repeatable = builder.repeatable;
        this.retryAfter = builder.retryAfter;
        this.backendStatus = builder.backendStatus;
        this.backendBody = builder.backendBody;
        this.problems = List.copyOf(builder.problems);
    }

    /** The failure that this is, or one that says no more than that Hypha itself failed. */
    public static ExecutionFailure of(Throwable thrown) {
        if (thrown instanceof ExecutionFailure failure) {
            return failure;
        }
        return failure(
                        FailureCode.INTERNAL,
                        Outcome.UNKNOWN,
                        "an unexpected error in Hypha; the log tells more under this execution's id")
                .cause(thrown)
                .build();
    }

    /**
     * The same, of a certain call.
     *
     * @param harmless whether doing twice what was called for is harmless
     */
    public ExecutionFailure ofCall(boolean harmless) {
        return harmless == repeatable
                ? this
                : new Builder(this).repeatable(harmless).build();
    }

    public static Builder failure(FailureCode code, Outcome outcome, String detail) {
        return new Builder(code, outcome, detail);
    }

    public FailureCode code() {
        return code;
    }

    /** A backend that refuses a call now but may take it later, such as 429 of HTTP, does not blame the caller. */
    public Fault fault() {
        return code == FailureCode.BACKEND_REJECTED && transientFailure ? Fault.ANSWER : code.fault();
    }

    public Outcome outcome() {
        return outcome;
    }

    /** Whether the same call may succeed later without anybody changing anything: a timeout, a 503, a lost connection. */
    public boolean isTransient() {
        return transientFailure;
    }

    /**
     * Whether the same call may be sent again without doing anything twice: nothing was sent, the backend refused it for now, or
     * doing it twice is harmless.
     */
    public boolean isSafeToRetry() {
        return switch (outcome) {
            case NOT_SENT -> true;
            case REJECTED -> repeatable || transientFailure;
            case UNKNOWN -> repeatable;
        };
    }

    /** How long the backend, the breaker or the limiter asked to wait. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The backend's own status, such as 404 of HTTP, if it answered. */
    public Optional<Integer> backendStatus() {
        return Optional.ofNullable(backendStatus);
    }

    /** The beginning of what the backend answered, if it answered. */
    public Optional<JsonNode> backendBody() {
        return Optional.ofNullable(backendBody);
    }

    public List<Problem> problems() {
        return problems;
    }

    /** Collects what is known of a failure. */
    public static final class Builder {
        private final FailureCode code;
        private final Outcome outcome;
        private final String detail;
        private boolean transientFailure;
        private boolean repeatable;
        private Duration retryAfter;
        private Integer backendStatus;
        private JsonNode backendBody;
        private List<Problem> problems = List.of();
        private Throwable cause;

        private Builder(FailureCode code, Outcome outcome, String detail) {
            this.code = requireNonNull(code, "code is null");
            this.outcome = requireNonNull(outcome, "outcome is null");
            this.detail = requireNonNull(detail, "detail is null");
        }

        private Builder(ExecutionFailure base) {
            this(base.code, base.outcome, base.getMessage());
            this.transientFailure = base.transientFailure;
            this.repeatable = base.repeatable;
            this.retryAfter = base.retryAfter;
            this.backendStatus = base.backendStatus;
            this.backendBody = base.backendBody;
            this.problems = base.problems;
            this.cause = base.getCause();
        }

        private Builder repeatable(boolean harmless) {
            this.repeatable = harmless;
            return this;
        }

        public Builder mayPass() {
            this.transientFailure = true;
            return this;
        }

        public Builder retryAfter(Duration wait) {
            this.retryAfter = wait;
            return this;
        }

        public Builder backend(Integer status, JsonNode body) {
            this.backendStatus = status;
            this.backendBody = body;
            return this;
        }

        public Builder problems(List<Problem> found) {
            this.problems = found;
            return this;
        }

        public Builder cause(Throwable thrown) {
            this.cause = thrown;
            return this;
        }

        public ExecutionFailure build() {
            return new ExecutionFailure(this);
        }
    }
}
