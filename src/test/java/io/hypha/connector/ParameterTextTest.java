package io.hypha.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypha.config.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{env:PATH}}",
                "a}}b",
                "${sysenv.PATH}",
                "$simple{bean:x}",
                "#class:java.lang.ProcessBuilder",
                "#bean:hyphaRetry",
                "RAW(x)",
                "x&bridgeEndpoint=true",
                "x?httpMethod=GET",
                "#other",
                "line\nbreak"
            })
    void shouldRefuseWhatCamelWouldEvaluate(String value) {
        assertThat(ParameterText.check(Json.mapper().createObjectNode().put("name", value)))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.pointer()).isEqualTo("/name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com/a", "plain text", "50%", "$5", "a#b"})
    void shouldTakeData(String value) {
        assertThat(ParameterText.check(Json.mapper().createObjectNode().put("name", value)))
                .isEmpty();
    }
}
