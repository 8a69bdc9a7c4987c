package io.hypha.camel.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.hypha.config.Findings;
import io.hypha.config.Pointers;
import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads operations: declared ones, and those that an action spells out as {@code GET /data/{id}}. */
final class OperationParser {
    private static final int MAX_ACTION = 2048;
    private static final Pattern VERB = Pattern.compile("(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (/[^\\s]*)");
    /** What is meant for a request, even if it is none: to send it as a document would do something else. */
    private static final Pattern MEANT_AS_REQUEST = Pattern.compile(
            "\\s*(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE|CONNECT)\\s.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final JsonNode NOTHING = MissingNode.getInstance();

    private final String defaultContentType;

    /** @param defaultContentType of bodies whose operation names none */
    OperationParser(String defaultContentType) {
        this.defaultContentType = defaultContentType;
    }

    /** @param findings gets what cannot be made sense of, each at its own pointer */
    Map<String, Operation> declared(Map<String, JsonNode> operations, Findings findings) {
        Map<String, Operation> parsed = new HashMap<>();
        operations.forEach((name, operation) ->
                parsed.put(name, declared(Pointers.child("/operations", name), operation, findings)));
        return Map.copyOf(parsed);
    }

    private Operation declared(String pointer, JsonNode operation, Findings findings) {
        HttpMethod method = HttpMethod.valueOf(operation.path("method").asText("GET"));
        String contentType = findings.at(
                pointer + "/content_type", "content_type", () -> contentType(operation), defaultContentType);
        BodyTemplate body = findings.at(pointer + "/body", "body", () -> body(operation, method, contentType), null);
        boolean repeatable = operation.path("retry").asText().equals("always");
        String target = operation.path("path").asText("");
        return build(method, target, operation, body, contentType, repeatable, pointer, findings);
    }

    /**
     * Empty if the action is a name.
     *
     * @throws IllegalArgumentException if it is meant for a request, and is none that can be sent
     */
    Optional<Operation> undeclared(String action) {
        if (action.length() > MAX_ACTION) {
            throw new IllegalArgumentException("it has more than " + MAX_ACTION + " characters: give data as params");
        }
        Matcher matcher = VERB.matcher(action);
        if (!matcher.matches()) {
            return refuseRequest(action);
        }
        HttpMethod method = HttpMethod.valueOf(matcher.group(1));
        BodyTemplate body = impliedBody(NOTHING, method, defaultContentType);
        Findings findings = new Findings();
        Operation operation = build(method, matcher.group(2), NOTHING, body, defaultContentType, false, "", findings);
        findings.problems().stream().findFirst().ifPresent(problem -> {
            throw new IllegalArgumentException(problem.message());
        });
        return Optional.of(operation);
    }

    private static Optional<Operation> refuseRequest(String action) {
        if (MEANT_AS_REQUEST.matcher(action).matches()) {
            throw new IllegalArgumentException("a request is written as 'GET /data/{id}': one of GET, HEAD, POST, PUT,"
                    + " PATCH, DELETE and OPTIONS, a space, and a path that begins with / and has no spaces");
        }
        return Optional.empty();
    }

    private static Operation build(
            HttpMethod method,
            String target,
            JsonNode spec,
            BodyTemplate body,
            String contentType,
            boolean repeatable,
            String pointer,
            Findings findings) {
        int mark = target.indexOf('?');
        String ownPath = mark < 0 ? target : target.substring(0, mark);
        PathTemplate path = findings.at(
                pointer + "/path",
                "path",
                () -> target.isEmpty() ? PathTemplate.NONE : PathTemplate.of(ownPath),
                PathTemplate.NONE);
        QueryTemplate inTarget = findings.at(
                pointer + "/path",
                "path",
                () -> mark < 0 ? QueryTemplate.NONE : QueryTemplate.ofText(target.substring(mark + 1)),
                QueryTemplate.NONE);
        QueryTemplate query = inTarget.and(findings.at(
                pointer + "/query", "query", () -> QueryTemplate.of(spec.path("query")), QueryTemplate.NONE));
        List<HeaderTemplate> headers =
                HeaderTemplate.listOf(spec.path("headers"), true, pointer + "/headers", findings).stream()
                        .filter(header -> !header.name().equals("content-type"))
                        .toList();
        boolean harmless = repeatable || Operation.isIdempotent(method);
        return new Operation(
                method, path, query, headers, body, contentType, harmless, used(path, query, headers, body));
    }

    private String contentType(JsonNode operation) {
        if (operation.path("form").asBoolean()) {
            return MediaType.FORM;
        }
        String given = operation.path("content_type").asText("");
        String type = given.isEmpty() ? contentTypeField(operation.path("headers"), defaultContentType) : given;
        if (!HeaderTemplate.isFieldText(type)) {
            throw new IllegalArgumentException("content_type must be printable ASCII on one line");
        }
        return type;
    }

    /** The value of a content-type field, however it is capitalised. */
    static String contentTypeField(JsonNode headers, String otherwise) {
        return headers.properties().stream()
                .filter(field -> field.getKey().equalsIgnoreCase("content-type"))
                .map(field -> field.getValue().asText())
                .findFirst()
                .orElse(otherwise);
    }

    private static BodyTemplate body(JsonNode operation, HttpMethod method, String contentType) {
        JsonNode template = operation.path("body");
        if (template.isMissingNode()) {
            return impliedBody(operation, method, contentType);
        }
        BodyTemplate body = BodyTemplate.of(template);
        if (BodyFormat.of(contentType) == BodyFormat.JSON
                && body instanceof BodyTemplate.Text text
                && !text.template().isWhole()) {
            throw new IllegalArgumentException(
                    "body is text, but is sent as JSON: write it as an object, or" + " set content_type");
        }
        return body;
    }

    /** An operation that says of which type its body is has one; where only the default says it, it may have none. */
    private static BodyTemplate impliedBody(JsonNode operation, HttpMethod method, String contentType) {
        if (BodyFormat.of(contentType) != BodyFormat.RAW || Operation.isBodiless(method)) {
            return null;
        }
        boolean typed = operation.hasNonNull("content_type")
                || !contentTypeField(operation.path("headers"), "").isEmpty();
        return typed ? new BodyTemplate.Text(Template.of("{" + BodyFormat.BODY + "}")) : new BodyTemplate.Implied();
    }

    private static Set<String> used(
            PathTemplate path, QueryTemplate query, List<HeaderTemplate> headers, BodyTemplate body) {
        Set<String> used = new HashSet<>(path.template().params());
        query.parameters().forEach(parameter -> used.addAll(parameter.value().params()));
        headers.forEach(header -> used.addAll(header.value().params()));
        if (body != null) {
            body.collectParams(used);
        }
        return used;
    }
}
