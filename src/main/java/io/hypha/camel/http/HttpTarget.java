package io.hypha.camel.http;

import io.hypha.config.Suggestions;
import io.hypha.credential.HttpCredential;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Invocation;
import io.hypha.execution.Outcome;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;

/** What an integration calls, and how. Thread-safe; its credential is closed by whoever made it. */
final class HttpTarget {
    private final BaseUri base;
    private final List<OutgoingRequest.Header> headers;
    private final Map<String, Operation> operations;
    private final OperationParser parser;
    private final String contentType;
    private final HttpCredential credential;
    private final QueryNames fixed;
    private final HttpLimits limits;

    /**
     * @param headers sent with every request whose operation does not say otherwise
     * @param parser of actions that are spelt out
     * @param contentType of bodies whose operation names none
     */
    HttpTarget(
            BaseUri base,
            List<OutgoingRequest.Header> headers,
            Map<String, Operation> operations,
            OperationParser parser,
            String contentType,
            HttpCredential credential,
            HttpLimits limits) {
        this.base = base;
        this.headers = List.copyOf(headers);
        this.contentType = contentType;
        this.parser = parser;
        this.operations = Map.copyOf(operations);
        this.credential = credential;
        this.fixed = QueryNames.ofText(base.query()).and(QueryNames.of(credential.queryNames()));
        this.limits = limits;
    }

    /**
     * The request that the call asks for; tells the call whether it may be repeated.
     *
     * @throws ExecutionFailure {@code INVALID_PARAMS} or {@code ACTION_NOT_FOUND}
     */
    OutgoingRequest request(Invocation invocation) {
        String action = invocation.action();
        Operation operation = operations.get(action);
        if (operation == null) {
            operation = undeclared(action);
        }
        if (operation == null) {
            invocation.repeatable(false);
            return wholeDocument(invocation);
        }
        invocation.repeatable(operation.repeatable());
        return operation.fill(base, fixed, invocation.params());
    }

    /** Null if the caller's document is to be sent as it is. */
    private Operation undeclared(String action) {
        try {
            Operation operation = parser.undeclared(action).orElse(null);
            if (operation == null && !operations.isEmpty()) {
                throw unknown(action);
            }
            if (operation != null) {
                operation.query().names().common(fixed).ifPresent(HttpTarget::refuseFixed);
            }
            return operation;
        } catch (IllegalArgumentException e) {
            throw ExecutionFailure.failure(
                            FailureCode.INVALID_PARAMS, Outcome.NOT_SENT, "action cannot be used: " + e.getMessage())
                    .build();
        }
    }

    private static void refuseFixed(String name) {
        throw new IllegalArgumentException(
                "its query sets '" + name + "', which the endpoint or the credentials set already");
    }

    private ExecutionFailure unknown(String action) {
        String closest = Suggestions.closest(action, operations.keySet())
                .map(name -> "; did you mean '" + name + "'?")
                .orElse(".");
        String detail = "no operation is named '" + action + "'" + closest + " Declared: "
                + operations.keySet().stream().sorted().toList();
        return ExecutionFailure.failure(FailureCode.ACTION_NOT_FOUND, Outcome.NOT_SENT, detail)
                .build();
    }

    private OutgoingRequest wholeDocument(Invocation invocation) {
        return new OutgoingRequest(
                HttpMethod.POST,
                base.appendQuery(new StringBuilder(base.ownPath())).toString(),
                List.of(),
                contentType,
                BodyFormat.of(contentType).write(invocation.document(), contentType),
                "POST");
    }

    BaseUri base() {
        return base;
    }

    List<OutgoingRequest.Header> headers() {
        return headers;
    }

    HttpCredential credential() {
        return credential;
    }

    HttpLimits limits() {
        return limits;
    }

    @Override
    public String toString() {
        return "HttpTarget[" + base + "]";
    }
}
