package io.hypha.config;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * For programs: an object a line with time, level, logger, thread and message, and where they are known exception, integration_id,
 * execution_id and request_id. Values are masked before they are escaped, so that a mask cannot break the object.
 */
final class JsonLines implements LogLines {
    private static final List<String> IDS = List.of(Logging.INTEGRATION_ID, Logging.EXECUTION_ID, Logging.REQUEST_ID);

    private final JsonFactory json = new JsonFactory();
    private final UnaryOperator<String> mask;

    JsonLines(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    @Override
    public String line(ILoggingEvent event) {
        StringWriter line = new StringWriter();
        try (JsonGenerator object = json.createGenerator(line)) {
            object.writeStartObject();
            object.writeStringField(
                    "time", Instant.ofEpochMilli(event.getTimeStamp()).toString());
            object.writeStringField("level", event.getLevel().toString());
            write(object, "logger", event.getLoggerName());
            write(object, "thread", event.getThreadName());
            write(object, "message", event.getFormattedMessage());
            writeException(object, event);
            writeIds(object, event.getMDCPropertyMap());
            object.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string writer failed", e);
        }
        return line.append('\n').toString();
    }

    private void writeException(JsonGenerator object, ILoggingEvent event) throws IOException {
        if (event.getThrowableProxy() != null) {
            write(object, "exception", ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    }

    private void writeIds(JsonGenerator object, Map<String, String> mdc) throws IOException {
        for (String id : IDS) {
            if (mdc.containsKey(id)) {
                write(object, id, mdc.get(id));
            }
        }
    }

    private void write(JsonGenerator object, String name, String value) throws IOException {
        object.writeStringField(name, mask.apply(String.valueOf(value)));
    }
}
