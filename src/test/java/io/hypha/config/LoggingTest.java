package io.hypha.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LoggingTest {
    private static final Logger LOG = LoggerFactory.getLogger(LoggingTest.class);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @AfterEach
    void restore() {
        MDC.clear();
        new QuietLogging().configure((LoggerContext) LoggerFactory.getILoggerFactory());
    }

    @Test
    void shouldWriteText() {
        configure("text", "info");

        LOG.info("Hello {}", "world");
        MDC.put(Logging.INTEGRATION_ID, "my_integration");
        MDC.put(Logging.EXECUTION_ID, "42");
        LOG.warn("Careful");

        assertThat(lines().get(0)).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}\\.\\d{3}Z INFO  LoggingTest Hello world");
        assertThat(lines().get(1)).endsWith("Z WARN  [my_integration 42] LoggingTest Careful");
    }

    @Test
    void shouldWriteJson() throws JsonProcessingException {
        configure("json", "info");
        MDC.put(Logging.INTEGRATION_ID, "my_integration");
        MDC.put(Logging.EXECUTION_ID, "42");
        MDC.put(Logging.REQUEST_ID, "r1");
        MDC.put("other", "not shown");

        LOG.error("two\nlines \"quoted\"", new IllegalStateException("broken", new RuntimeException("cause")));

        JsonNode object = Json.mapper().readTree(onlyLine());
        assertThat(object.properties())
                .extracting(Map.Entry::getKey)
                .containsExactly(
                        "time",
                        "level",
                        "logger",
                        "thread",
                        "message",
                        "exception",
                        "integration_id",
                        "execution_id",
                        "request_id");
        assertThat(object.get("time").textValue()).endsWith("Z");
        assertThat(object.get("level").textValue()).isEqualTo("ERROR");
        assertThat(object.get("logger").textValue()).isEqualTo(LoggingTest.class.getName());
        assertThat(object.get("message").textValue()).isEqualTo("two\nlines \"quoted\"");
        assertThat(object.get("exception").textValue())
                .contains("IllegalStateException: broken", "Caused by: java.lang.RuntimeException: cause");
        assertThat(object.get("integration_id").textValue()).isEqualTo("my_integration");
    }

    @Test
    void shouldMaskMessagesAndExceptions() {
        for (String format : List.of("text", "json")) {
            configure(format, "info");
            MDC.put(Logging.REQUEST_ID, "id-hunter2");

            LOG.info("password {}", "hunter2");
            LOG.error("failed", new RuntimeException("a hunter2", new RuntimeException("b hunter2")));
        }

        assertThat(out.toString(UTF_8)).doesNotContain("hunter2").contains("password ***", "a ***", "b ***", "id-***");
    }

    @Test
    void shouldNotLetAMessageForgeALine() {
        configure("text", "info");

        LOG.info("id {}", "x\n2026-01-01T00:00:00.000Z INFO  forged\r\u001b[31m\u2028");
        LOG.info("failed", new RuntimeException("y\n2026-01-01T00:00:00.000Z INFO  forged"));

        assertThat(lines()).noneMatch(line -> line.startsWith("2026-01-01T00:00:00.000Z"));
        assertThat(lines().get(0)).endsWith("id x\\n2026-01-01T00:00:00.000Z INFO  forged\\u000d\\u001b[31m\\u2028");
    }

    @Test
    void shouldNotShowWhatLibrariesTellOnTheWay() {
        Logger camel = LoggerFactory.getLogger("org.apache.camel.impl.engine.AbstractCamelContext");
        configure("text", "info");

        camel.info("Started route x");
        LOG.debug("not shown");
        camel.warn("something is wrong");
        LoggerFactory.getLogger("my-route").info("logged by a dropped route");

        assertThat(lines()).hasSize(2);
        configure("text", "debug");
        camel.info("Started route x");
        LOG.debug("shown");
        assertThat(lines()).hasSize(4);
        configure("text", "error");
        camel.warn("not shown");
        assertThat(lines()).hasSize(4);
    }

    @Test
    void shouldTellWarningsOnlyUntilConfigured() {
        assertThat(LOG.isInfoEnabled()).isFalse();
        assertThat(LOG.isWarnEnabled()).isTrue();
    }

    @Test
    void shouldWriteMessagesThatAreNull() {
        for (String format : List.of("text", "json")) {
            configure(format, "info");

            LOG.info(null);
            LOG.info("{}", (Object) null);
        }

        assertThat(lines()).hasSize(4);
    }

    private void configure(String format, String level) {
        Logging.configure(format, level, text -> text.replace("hunter2", "***"), out);
    }

    private List<String> lines() {
        return out.toString(UTF_8).lines().toList();
    }

    private String onlyLine() {
        assertThat(lines()).hasSize(1);
        return lines().get(0);
    }
}
