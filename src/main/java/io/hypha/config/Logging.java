package io.hypha.config;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import java.io.OutputStream;
import java.util.List;
import java.util.function.UnaryOperator;
import org.slf4j.LoggerFactory;

/** Sets up logging in code, as parsing a file costs start-up time. */
public final class Logging {
    /** Keys of the MDC that every line shows where they are set. */
    public static final String INTEGRATION_ID = "integration_id";

    public static final String EXECUTION_ID = "execution_id";
    public static final String REQUEST_ID = "request_id";

    /** Libraries that tell at INFO what they are doing rather than what an operator wants to know. */
    private static final List<String> CHATTY = List.of(
            "org.apache.camel",
            "io.vertx",
            "io.netty",
            "com.zaxxer.hikari",
            "org.flywaydb",
            "com.networknt",
            "org.apache.hc",
            "org.apache.http",
            "org.apache.kafka",
            "org.mongodb",
            "software.amazon",
            "com.azure",
            "reactor");

    private Logging() {}

    /**
     * Logs to standard output from now on, one event after the other.
     *
     * @param format {@code text}, or {@code json} with one object a line
     * @param level {@code trace}, {@code debug}, {@code info}, {@code warn} or {@code error}; libraries that talk much tell their
     *     warnings only, unless it is below {@code info}
     * @param mask applied to all that is logged, exceptions included; must not log
     */
    public static void configure(String format, String level, UnaryOperator<String> mask) {
        configure(format, level, mask, ConsoleTarget.SystemOut.getStream());
    }

    static void configure(String format, String level, UnaryOperator<String> mask, OutputStream out) {
        LogLines lines = format.equals("json") ? new JsonLines(mask) : new TextLines(mask);
        install((LoggerContext) LoggerFactory.getILoggerFactory(), lines, Level.toLevel(level), out);
    }

    static void install(LoggerContext loggers, LogLines lines, Level level, OutputStream out) {
        OutputStreamAppender<ILoggingEvent> appender = appender(loggers, lines, out);
        Logger root = loggers.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(appender);
        root.setLevel(level);
        CHATTY.forEach(name -> loggers.getLogger(name).setLevel(ofChatty(level)));
        // Flyway warns at each start of an H2 newer than it was released with, which our migrations are tested on.
        loggers.getLogger("org.flywaydb.core.internal.database.base.Database").setLevel(Level.ERROR);
    }

    private static OutputStreamAppender<ILoggingEvent> appender(
            LoggerContext loggers, LogLines lines, OutputStream out) {
        LogEncoder encoder = new LogEncoder(lines);
        encoder.setContext(loggers);
        encoder.start();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(loggers);
        appender.setEncoder(encoder);
        appender.setOutputStream(out);
        appender.start();
        return appender;
    }

    private static Level ofChatty(Level level) {
        if (level.isGreaterOrEqual(Level.WARN)) {
            return level;
        }
        return level.isGreaterOrEqual(Level.INFO) ? Level.WARN : Level.INFO;
    }
}
