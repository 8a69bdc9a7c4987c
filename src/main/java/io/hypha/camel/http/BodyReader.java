package io.hypha.camel.http;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hypha.secret.Masking;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Makes a JSON tree of an answer's body: JSON as it is, text as a string, anything else as {@code {content_type, base64}}. */
final class BodyReader {
    /** How much of an error's body is kept: octets as it came, characters of what is cut. */
    private static final int ERROR_LENGTH = 4096;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** Numbers are handed on as they came, so not through {@code double}. */
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .readerFor(JsonNode.class);

    private BodyReader() {}

    /** @throws IOException if it says that it is JSON, and is not */
    static JsonNode read(HttpAnswer answer) throws IOException {
        Buffer body = answer.body();
        String contentType = answer.contentType();
        if (body.length() == 0) {
            return NODES.nullNode();
        }
        if (contentType == null) {
            return guess(body);
        }
        if (MediaType.isJson(contentType)) {
            return parse(body, MediaType.charset(contentType));
        }
        return MediaType.isText(contentType)
                ? NODES.textNode(new String(body.getBytes(), MediaType.charset(contentType)))
                : binary(contentType, body);
    }

    /** The beginning of an error's body, as good as it can be read. What is cut is masked before. */
    static JsonNode readError(HttpAnswer answer, Masking masking) {
        Buffer body = answer.body();
        try {
            if (body.length() <= ERROR_LENGTH) {
                return read(answer);
            }
        } catch (IOException e) {
            return NODES.textNode(body.toString(StandardCharsets.UTF_8));
        }
        return NODES.textNode(beginning(masking.mask(body.toString(StandardCharsets.UTF_8))));
    }

    /** Without half a character at its end. */
    private static String beginning(String text) {
        if (text.length() <= ERROR_LENGTH) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(ERROR_LENGTH - 1)) ? ERROR_LENGTH - 1 : ERROR_LENGTH;
        return text.substring(0, end);
    }

    /** RFC 9110 8.3: without a type the content itself may be looked at. */
    private static JsonNode guess(Buffer body) {
        byte first = body.getByte(0);
        try {
            if (first == '{' || first == '[') {
                return parse(body, StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            return textOrBinary(body);
        }
        return textOrBinary(body);
    }

    private static JsonNode textOrBinary(Buffer body) {
        try {
            ByteBuffer octets = ByteBuffer.wrap(body.getBytes());
            return NODES.textNode(
                    StandardCharsets.UTF_8.newDecoder().decode(octets).toString());
        } catch (CharacterCodingException e) {
            return binary("application/octet-stream", body);
        }
    }

    private static JsonNode binary(String contentType, Buffer body) {
        return NODES.objectNode().put("content_type", contentType).put("base64", body.getBytes());
    }

    private static JsonNode parse(Buffer body, Charset charset) throws IOException {
        return charset.equals(StandardCharsets.UTF_8)
                ? JSON.readTree(body.getBytes())
                : JSON.readTree(new String(body.getBytes(), charset));
    }
}
