package io.hypha.camel.http;

import static io.hypha.execution.ExecutionFailure.failure;

import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Outcome;
import io.hypha.secret.Masking;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** What goes wrong with HTTP, told as the caller's next step. Texts have no param values, paths or queries of requests. */
final class HttpFailures {
    /** Statuses that ask to be tried again; RFC 9110 and, for 425, RFC 8470. */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);
    /** Statuses of answers that may follow upon the thing having been done. */
    private static final Set<Integer> AFTER_EFFECT = Set.of(300, 302, 303);

    private final BaseUri base;
    private final OutgoingRequest request;
    private final Masking masking;

    HttpFailures(BaseUri base, OutgoingRequest request, Masking masking) {
        this.base = base;
        this.request = request;
        this.masking = masking;
    }

    ExecutionFailure notConnected(Throwable cause) {
        if (cause instanceof TimeoutException) {
            return failure(
                            FailureCode.TIMED_OUT,
                            Outcome.NOT_SENT,
                            "no connection to " + base + " within the timeout; nothing was sent")
                    .mayPass()
                    .build();
        }
        SSLException tls = find(cause, SSLException.class);
        ExecutionFailure.Builder builder = failure(
                        FailureCode.BACKEND_UNREACHABLE,
                        Outcome.NOT_SENT,
                        "cannot connect to " + base + ": " + reason(cause, tls))
                .cause(cause);
        return (tls == null ? builder.mayPass() : builder).build();
    }

    private static String reason(Throwable cause, SSLException tls) {
        if (tls != null) {
            return "TLS failed: " + root(tls).getMessage();
        }
        if (find(cause, UnknownHostException.class) != null) {
            return "its host name is not known; check the endpoint";
        }
        return find(cause, ConnectException.class) == null ? "the connection failed" : "connection refused";
    }

    ExecutionFailure timedOut(boolean sent, long timeoutMillis) {
        String what = sent
                ? "did not answer " + request.label() + " wholly within " + timeoutMillis
                        + " ms; it may have acted on it"
                : "could not be sent " + request.label() + " within " + timeoutMillis + " ms";
        return failure(FailureCode.TIMED_OUT, sent ? Outcome.UNKNOWN : Outcome.NOT_SENT, base + " " + what)
                .mayPass()
                .build();
    }

    /** The connection was lost, or what came was no HTTP. */
    ExecutionFailure interrupted(Throwable cause) {
        boolean lost = cause instanceof HttpClosedException
                || cause instanceof PrematureChannelClosureException
                || find(cause, IOException.class) != null;
        String what = lost ? " closed the connection before it had answered " : " answered with malformed HTTP to ";
        ExecutionFailure.Builder builder = failure(
                        FailureCode.BACKEND_FAILED,
                        Outcome.UNKNOWN,
                        base + what + request.label() + "; it may have acted on it")
                .cause(cause);
        return (lost ? builder.mayPass() : builder).build();
    }

    /** Something of ours went wrong. */
    ExecutionFailure broken(boolean sent, RuntimeException cause) {
        return failure(
                        FailureCode.INTERNAL,
                        sent ? Outcome.UNKNOWN : Outcome.NOT_SENT,
                        request.label() + " to " + base + " failed within the runtime: "
                                + cause.getClass().getSimpleName())
                .cause(cause)
                .build();
    }

    ExecutionFailure tooLarge(long limit) {
        return failure(
                        FailureCode.RESPONSE_TOO_LARGE,
                        afterwards(),
                        base + " answered " + request.label() + " with more than " + limit
                                + " bytes: ask for less, or raise max_response_size")
                .build();
    }

    ExecutionFailure malformedJson(HttpAnswer answer) {
        return failure(
                        FailureCode.BACKEND_FAILED,
                        afterwards(),
                        base + " answered " + request.label() + " with malformed JSON")
                .backend(answer.status(), BodyReader.readError(answer, masking))
                .build();
    }

    ExecutionFailure unsupported(int status) {
        return failure(
                        FailureCode.BACKEND_FAILED,
                        Outcome.UNKNOWN,
                        base + " answered " + request.label() + " with status " + status + ", which was not asked for")
                .backend(status, null)
                .build();
    }

    /** Of an answer that is no success. */
    ExecutionFailure answered(HttpAnswer answer, Clock clock) {
        int status = answer.status();
        ExecutionFailure.Builder builder = answered(answer, hint(status));
        if (PASSING.contains(status)) {
            builder.mayPass();
            RetryAfter.read(answer.headers().get("retry-after"), clock).ifPresent(builder::retryAfter);
        }
        return builder.build();
    }

    /** Of a redirect that is not followed. */
    ExecutionFailure redirected(HttpAnswer answer, String why) {
        return answered(answer, ": " + why).build();
    }

    private ExecutionFailure.Builder answered(HttpAnswer answer, String hint) {
        int status = answer.status();
        return failure(code(status), outcome(status), base + " answered " + status + " to " + request.label() + hint)
                .backend(status, BodyReader.readError(answer, masking));
    }

    private static FailureCode code(int status) {
        if (status == 401) {
            return FailureCode.AUTHENTICATION_FAILED;
        }
        return status < 500 ? FailureCode.BACKEND_REJECTED : FailureCode.BACKEND_FAILED;
    }

    /** RFC 9110 15.6: no 5xx says that nothing was done; a 503 is also what gateways answer for a server that was lost meanwhile. */
    private static Outcome outcome(int status) {
        boolean rejected = status < 500 && !AFTER_EFFECT.contains(status);
        return rejected ? Outcome.REJECTED : Outcome.UNKNOWN;
    }

    private static String hint(int status) {
        return switch (status) {
            case 304 -> ": nothing has changed since what the request's If-None-Match or If-Modified-Since says";
            case 401 -> ": it does not accept the credentials; check auth";
            default -> status < 400 ? ": it names no Location that can be followed" : "; " + whatToDo(status);
        };
    }

    private static String whatToDo(int status) {
        return status < 500
                ? "see backend_body for what it wants"
                : "see backend_body and the backend's own log for why, and safe_to_retry before you call again";
    }

    /** A safe request changed nothing, whatever came back. */
    private Outcome afterwards() {
        return request.isSafe() ? Outcome.REJECTED : Outcome.UNKNOWN;
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    private static <T> T find(Throwable thrown, Class<T> type) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }
}
