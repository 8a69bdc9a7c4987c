package io.hypha.camel.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.config.Documents;
import io.hypha.config.InvalidDocumentException;
import io.hypha.config.Json;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Which integration and action a route calls, and how a message's body becomes the document of the call.
 *
 * @param action the empty string where the body says it
 */
record IntegrationCall(String integrationId, String action) {
    private static final String SOURCE = "message body";

    /**
     * @param body what the message has
     * @param bytes the body as bytes; null if it cannot be had as such
     */
    ObjectNode document(Object body, Supplier<byte[]> bytes) {
        ObjectNode tree = object(body, bytes);
        if (action.isEmpty()) {
            return tree;
        }
        return Json.mapper().createObjectNode().put("action", action).set("params", tree);
    }

    /** What a route's expressions and other components can use: maps, lists, text, numbers, bytes. */
    static Object plain(JsonNode result) {
        return result == null ? null : Json.mapper().convertValue(result, Object.class);
    }

    private ObjectNode object(Object body, Supplier<byte[]> bytes) {
        JsonNode tree = tree(body, bytes);
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw refuse("it is " + (tree == null ? body.getClass().getSimpleName() : "JSON, but no object"));
    }

    private JsonNode tree(Object body, Supplier<byte[]> bytes) {
        if (body == null) {
            return Json.mapper().createObjectNode();
        }
        if (body instanceof JsonNode node) {
            return node;
        }
        if (body instanceof Map) {
            return ofMap(body);
        }
        byte[] text = body instanceof String string ? string.getBytes(StandardCharsets.UTF_8) : bytes.get();
        return text == null ? null : ofText(text);
    }

    private JsonNode ofMap(Object body) {
        try {
            return Json.mapper().valueToTree(body);
        } catch (IllegalArgumentException e) {
            throw refuse("the map holds what JSON cannot say");
        }
    }

    private JsonNode ofText(byte[] text) {
        if (new String(text, StandardCharsets.UTF_8).isBlank()) {
            return Json.mapper().createObjectNode();
        }
        try {
            return Documents.json(text, SOURCE).root();
        } catch (InvalidDocumentException e) {
            throw refuse(e.getMessage());
        }
    }

    private ExecutionFailure refuse(String why) {
        String detail = "the message body cannot be params of '" + integrationId
                + "': it must be a map, a JSON object or empty, but " + why;
        return ExecutionFailure.failure(FailureCode.INVALID_PARAMS, Outcome.NOT_SENT, detail)
                .build();
    }
}
