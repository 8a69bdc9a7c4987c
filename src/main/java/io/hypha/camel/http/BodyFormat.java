package io.hypha.camel.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** How a request's body is written, which its content type says. */
enum BodyFormat {
    JSON {
        @Override
        Buffer write(JsonNode content, String contentType) {
            try {
                Charset charset = MediaType.charset(contentType);
                return charset.equals(StandardCharsets.UTF_8)
                        ? Buffer.buffer(WRITER.writeValueAsBytes(content))
                        : encode(WRITER.writeValueAsString(content), charset);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a JSON tree cannot be written", e);
            }
        }
    },
    /** {@code application/x-www-form-urlencoded}: the fields of an object; an array repeats its field. */
    FORM {
        @Override
        Buffer write(JsonNode content, String contentType) {
            if (!content.isObject()) {
                throw ParamFailures.wrong(BODY, "type", "must be an object: its fields become the form's");
            }
            StringBuilder out = new StringBuilder();
            content.properties().forEach(field -> appendField(out, field.getKey(), field.getValue()));
            return Buffer.buffer(out.toString());
        }
    },
    /** Text as it is, or {@code {"base64": ...}} for octets. */
    RAW {
        @Override
        Buffer write(JsonNode content, String contentType) {
            if (content.isTextual()) {
                return encode(content.textValue(), MediaType.charset(contentType));
            }
            try {
                if (content.size() == 1 && content.path("base64").isTextual()) {
                    return Buffer.buffer(content.path("base64").binaryValue());
                }
            } catch (IOException e) {
                throw ParamFailures.wrong(BODY, "base64", "must be base64 (RFC 4648) with padding");
            }
            throw ParamFailures.wrong(BODY, "type", "must be a string, or {\"base64\": ...} for octets");
        }
    };

    /** The param that a body without template is taken from, unless the params themselves are the body. */
    static final String BODY = "body";

    private static final ObjectWriter WRITER = JsonMapper.builder().build().writer();

    /** @param contentType may name a charset, which text is written in */
    abstract Buffer write(JsonNode content, String contentType);

    static BodyFormat of(String contentType) {
        if (MediaType.isJson(contentType)) {
            return JSON;
        }
        return MediaType.isForm(contentType) ? FORM : RAW;
    }

    private static Buffer encode(String text, Charset charset) {
        try {
            ByteBuffer encoded = charset.newEncoder().encode(CharBuffer.wrap(text));
            byte[] octets = new byte[encoded.remaining()];
            encoded.get(octets);
            return Buffer.buffer(octets);
        } catch (CharacterCodingException | UnsupportedOperationException e) {
            throw ParamFailures.wrong(BODY, "charset", "has characters that cannot be written in " + charset);
        }
    }

    private static void appendField(StringBuilder out, String name, JsonNode value) {
        if (value.isArray()) {
            value.forEach(element -> appendField(out, name, element));
        } else if (!value.isNull()) {
            out.append(out.isEmpty() ? "" : "&").append(Percent.encode(name)).append('=');
            Percent.encode(out, Template.text(name, value));
        }
    }
}
