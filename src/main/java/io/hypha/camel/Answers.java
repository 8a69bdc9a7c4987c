package io.hypha.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.hypha.config.Json;
import io.hypha.execution.ExecutionFailure;
import io.hypha.integration.Deployment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Makes JSON of whatever body a route ends with: trees stay, text and bytes are read by their content type. */
final class Answers {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Answers() {}

    static Deployment.Answer of(Exchange exchange) throws IOException {
        JsonNode body = json(exchange.getMessage());
        ExecutionFailure covered = HyphaExchange.covered(exchange);
        return covered == null ? Deployment.Answer.live(body) : Deployment.Answer.fallback(body, covered);
    }

    private static JsonNode json(Message message) throws IOException {
        Object body = message.getBody();
        if (body == null || body instanceof MissingNode) {
            return NODES.nullNode();
        }
        if (body instanceof JsonNode node) {
            return node;
        }
        if (body instanceof Map || body instanceof Collection || body instanceof Number || body instanceof Boolean) {
            return Json.mapper().valueToTree(body);
        }
        String type = String.valueOf(message.getHeader(Exchange.CONTENT_TYPE)).toLowerCase(Locale.ROOT);
        if (body instanceof String text) {
            return text(text, type);
        }
        byte[] bytes = body instanceof InputStream stream ? stream.readAllBytes() : message.getBody(byte[].class);
        return bytes == null ? NODES.textNode(body.toString()) : bytes(bytes, type);
    }

    private static JsonNode text(String text, String type) {
        if (type.contains("json")) {
            try {
                return Json.mapper().readTree(text);
            } catch (JsonProcessingException e) {
                return NODES.textNode(text);
            }
        }
        return NODES.textNode(text);
    }

    private static JsonNode bytes(byte[] bytes, String type) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return text(text.toString(), type);
        } catch (CharacterCodingException e) {
            return NODES.objectNode()
                    .put("content_type", type.equals("null") ? "application/octet-stream" : type)
                    .put("base64", Base64.getEncoder().encodeToString(bytes));
        }
    }
}
