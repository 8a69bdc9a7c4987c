package io.hypha.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.Pointers;
import io.hypha.config.Problem;
import io.hypha.config.Suggestions;
import io.hypha.connector.Connector;
import io.hypha.connector.SchemaCheck;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.ExecutionRequest;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Invocation;
import io.hypha.execution.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What an integration can be asked to do: checks a caller's document and makes an invocation of it. Thread-safe. */
final class Actions {
    private static final List<String> MEMBERS = List.of("action", "params");

    private final String integrationId;
    private final Connector.Operations operations;
    private final TreeSet<String> known = new TreeSet<>();
    private final Map<String, SchemaCheck> params = new HashMap<>();
    private final Pattern undeclared;

    Actions(Definition definition) {
        Connector connector = definition.connector();
        this.integrationId = definition.id();
        this.operations = connector.operations();
        known.addAll(connector.actions().keySet());
        known.addAll(definition.operations().keySet());
        connector.actions().forEach((name, action) -> addSchema(name, action.params()));
        definition.operations().forEach((name, operation) -> addSchema(name, operation.path("params")));
        this.undeclared =
                operations.undeclared() == null ? null : Pattern.compile(operations.undeclared(), Pattern.DOTALL);
    }

    private void addSchema(String name, JsonNode schema) {
        if (schema instanceof ObjectNode object && !object.isEmpty()) {
            params.put(name, new SchemaCheck(object));
        }
    }

    Invocation invocation(ExecutionRequest request) {
        JsonNode document = request.document();
        if (!document.path("action").isMissingNode() && !document.path("action").isTextual()) {
            throw invalid("'action' must be a string", List.of());
        }
        String action = request.action();
        if (!known.contains(action)) {
            checkUndeclared(action);
        }
        // What names no action is a document of the caller's own, as for a Kamelet.
        if (!action.isEmpty() && !isDocument(action)) {
            checkMembers(document);
        }
        return new Invocation(request, action, params(document, action));
    }

    private void checkUndeclared(String action) {
        boolean unnamed = operations.unnamed() && known.isEmpty();
        if (!isUndeclared(action) && !unnamed) {
            throw action.isEmpty() ? missing() : unknown(action);
        }
    }

    private boolean isUndeclared(String action) {
        return undeclared != null && undeclared.matcher(action).matches();
    }

    /** Whether the document is sent as it is, so that what it calls params is the backend's business. */
    private boolean isDocument(String action) {
        return !known.contains(action) && !isUndeclared(action);
    }

    /** A mistyped 'params' would call without any, and a mistyped member of them would be lost. */
    private static void checkMembers(JsonNode document) {
        List<Problem> problems = document.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !MEMBERS.contains(name))
                .map(Actions::unknownMember)
                .toList();
        if (!problems.isEmpty()) {
            throw invalid(
                    "beside 'action' there is only 'params', which holds everything else: " + problems.get(0),
                    problems);
        }
    }

    private static Problem unknownMember(String name) {
        return Problem.of(Pointers.child("", name), "unknown", "'" + name + "' is not known here")
                .withClosest(name, MEMBERS);
    }

    private ObjectNode params(JsonNode document, String action) {
        JsonNode given = document.path("params");
        if (!given.isMissingNode() && !given.isNull() && !given.isObject() && !isDocument(action)) {
            throw invalid("'params' must be an object", List.of());
        }
        ObjectNode found = given instanceof ObjectNode object ? object : null;
        SchemaCheck check = params.get(action);
        if (check != null) {
            JsonNode checked = found == null ? JsonNodeFactory.instance.objectNode() : found;
            List<Problem> problems = check.check(checked).stream()
                    .map(problem -> problem.under("/params"))
                    .toList();
            if (!problems.isEmpty()) {
                throw invalid("the params of '" + action + "' are not valid: " + problems.get(0), problems);
            }
        }
        return found;
    }

    private ExecutionFailure missing() {
        return invalid("name an 'action': " + String.join(", ", known), List.of());
    }

    private ExecutionFailure unknown(String action) {
        String closest = Suggestions.closest(action, known)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse(".");
        String list = known.isEmpty() ? "" : " It has: " + String.join(", ", known);
        return ExecutionFailure.failure(
                        FailureCode.ACTION_NOT_FOUND,
                        Outcome.NOT_SENT,
                        integrationId + " has no action '" + action + "'" + closest + list)
                .build();
    }

    private static ExecutionFailure invalid(String detail, List<Problem> problems) {
        return ExecutionFailure.failure(FailureCode.INVALID_PARAMS, Outcome.NOT_SENT, detail)
                .problems(problems)
                .build();
    }
}
