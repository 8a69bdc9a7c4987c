package io.hypha.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;

/** Makes lines of UTF-8 for Logback's appenders. */
final class LogEncoder extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};

    private final LogLines lines;

    LogEncoder(LogLines lines) {
        this.lines = lines;
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return lines.line(event).getBytes(UTF_8);
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
