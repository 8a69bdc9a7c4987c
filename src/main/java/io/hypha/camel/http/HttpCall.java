package io.hypha.camel.http;

import io.hypha.credential.HttpCredential.Proof;
import io.hypha.execution.ExecutionFailure;
import io.vertx.core.AsyncResult;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One attempt on its way: proves who calls, connects, sends, and collects the answer, within one timeout for all of it. Answers its
 * listener exactly once, on whatever thread comes to the end first.
 *
 * <p>A 401 to a credential that can be renewed, and redirects that may be followed, make it send once more.
 */
final class HttpCall {
    private static final int MAX_REDIRECTS = 5;

    /** Hears the end; one of the two is null. */
    @FunctionalInterface
    interface Listener {
        void ended(HttpAnswer answer, ExecutionFailure failure);
    }

    private enum Progress {
        NOT_SENT,
        SENT,
        ENDED
    }

    private final HttpConnector connector;
    private final HttpTarget target;
    private final long timeoutMillis;
    private final Listener listener;
    private final AtomicReference<Progress> progress = new AtomicReference<>(Progress.NOT_SENT);
    private long timer;
    private volatile OutgoingRequest request;
    private volatile HttpClientRequest exchange;
    private boolean renewed;
    private int redirects;

    HttpCall(
            HttpConnector connector,
            HttpTarget target,
            OutgoingRequest request,
            long timeoutMillis,
            Listener listener) {
        this.connector = connector;
        this.target = target;
        this.request = request;
        this.timeoutMillis = Math.max(1, timeoutMillis);
        this.listener = listener;
    }

    void start() {
        timer = connector.vertx().setTimer(timeoutMillis, id -> timedOut());
        send();
    }

    private void send() {
        target.credential().prove(target.base().uri()).whenComplete((proof, thrown) -> {
            if (thrown == null) {
                guard(() -> connect(proof));
            } else {
                end(null, unproven(thrown));
            }
        });
    }

    private ExecutionFailure unproven(Throwable thrown) {
        Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        return cause instanceof ExecutionFailure failure ? failure : failures().notConnected(cause);
    }

    private void connect(Proof proof) {
        if (progress.get() != Progress.ENDED) {
            connector.clients().current().request(options(proof)).onComplete(connected -> {
                if (connected.succeeded()) {
                    guard(() -> send(connected.result(), proof));
                } else {
                    end(null, failures().notConnected(connected.cause()));
                }
            });
        }
    }

    private RequestOptions options(Proof proof) {
        BaseUri base = target.base();
        return new RequestOptions()
                .setServer(base.server())
                .setHost(base.host())
                .setPort(base.port())
                .setSsl(base.tls())
                .setMethod(request.method())
                .setURI(request.uriWith(proof.query()))
                .setConnectTimeout(timeoutMillis);
    }

    private void send(HttpClientRequest connected, Proof proof) {
        exchange = connected;
        progress.compareAndSet(Progress.NOT_SENT, Progress.SENT);
        if (progress.get() == Progress.ENDED) {
            connected.reset();
            return;
        }
        request.writeHeaders(connected.headers(), target.headers(), proof.headers());
        (request.body() == null ? connected.send() : connected.send(request.body()))
                .onComplete(answered -> answered(answered, proof));
    }

    private void answered(AsyncResult<HttpClientResponse> answered, Proof proof) {
        if (answered.failed()) {
            end(null, failures().interrupted(answered.cause()));
            return;
        }
        HttpClientResponse response = answered.result();
        response.exceptionHandler(thrown -> end(null, failures().interrupted(thrown)));
        if (response.statusCode() < 200) {
            cut(failures().unsupported(response.statusCode()));
            return;
        }
        long limit = target.limits().maxResponseSize();
        BodyCollector collector = new BodyCollector(limit, () -> cut(failures().tooLarge(limit)));
        response.handler(collector);
        response.endHandler(
                end -> received(new HttpAnswer(response.statusCode(), response.headers(), collector.body()), proof));
    }

    private void received(HttpAnswer answer, Proof proof) {
        if (answer.status() == 401 && !renewed && target.credential().refused(proof)) {
            renewed = true;
            again(request, Progress.NOT_SENT);
            return;
        }
        URI location = answer.isRedirect() ? answer.location(target.base().uri().resolve(request.uri())) : null;
        if (location == null) {
            end(answer, null);
        } else {
            redirected(answer, location);
        }
    }

    private void redirected(HttpAnswer answer, URI location) {
        if (!target.limits().followRedirects()) {
            end(null, failures().redirected(answer, "redirects are followed only with follow_redirects: true"));
        } else if (!target.base().hasOriginOf(location)) {
            end(
                    null,
                    failures()
                            .redirected(
                                    answer,
                                    "redirects are not followed to another origin; if it has moved there, change the endpoint"));
        } else if (redirects == MAX_REDIRECTS) {
            end(null, failures().redirected(answer, "it redirected more than " + MAX_REDIRECTS + " times"));
        } else {
            redirects++;
            again(request.redirected(answer.status(), location), Progress.SENT);
        }
    }

    private void again(OutgoingRequest next, Progress known) {
        if (progress.compareAndSet(Progress.SENT, known)) {
            request = next;
            send();
        }
    }

    /** A step that throws ends the call: nobody else would. */
    private void guard(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            cut(failures().broken(progress.get() == Progress.SENT, e));
        }
    }

    private void timedOut() {
        Progress before = progress.getAndSet(Progress.ENDED);
        if (before != Progress.ENDED) {
            drop();
            listener.ended(null, failures().timedOut(before == Progress.SENT, timeoutMillis));
        }
    }

    /** Ends with the rest of the answer unread, so that the connection cannot be used again. */
    private void cut(ExecutionFailure failure) {
        end(null, failure);
        drop();
    }

    private void drop() {
        HttpClientRequest current = exchange;
        if (current != null) {
            current.reset();
        }
    }

    private void end(HttpAnswer answer, ExecutionFailure failure) {
        if (progress.getAndSet(Progress.ENDED) != Progress.ENDED) {
            connector.vertx().cancelTimer(timer);
            listener.ended(answer, failure);
        }
    }

    private HttpFailures failures() {
        return new HttpFailures(target.base(), request, connector.masking());
    }
}
