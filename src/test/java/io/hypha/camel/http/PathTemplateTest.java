package io.hypha.camel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypha.execution.ExecutionFailure;
import io.hypha.execution.FailureCode;
import io.hypha.execution.Outcome;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {
    @ParameterizedTest
    @CsvSource({
        "123, /data/123",
        "a b, /data/a%20b",
        "a/b, /data/a%2Fb",
        "a?b#c, /data/a%3Fb%23c",
        "100%, /data/100%25",
        "a;b=c&d@e, /data/a%3Bb%3Dc%26d%40e",
        "//evil.example, /data/%2F%2Fevil.example",
        "http://evil/, /data/http%3A%2F%2Fevil%2F",
        "äöü€, /data/%C3%A4%C3%B6%C3%BC%E2%82%AC",
        "\uD83D\uDE00, /data/%F0%9F%98%80",
        "..., /data/...",
        "..a, /data/..a",
        "{id}, /data/%7Bid%7D",
        "A-z.0_~, /data/A-z.0_~"
    })
    void shouldEncodeWhateverAParamHas(String value, String path) {
        assertThat(fill("/data/{id}", params("id", value))).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {".", "..", "%2e%2E", "../admin", "a/../b", "a\\..\\b", "./x", "x/..", "", "a\u0000b", "a\r\nb"})
    void shouldRefuseParamsThatCouldChangeThePath(String value) {
        assertThatThrownBy(() -> fill("/data/{id}", params("id", value)))
                .asInstanceOf(InstanceOfAssertFactories.type(ExecutionFailure.class))
                .satisfies(failure -> {
                    assertThat(failure.code()).isEqualTo(FailureCode.INVALID_PARAMS);
                    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
                    assertThat(failure).hasMessageContaining("'id'");
                    assertThat(failure.problems().get(0).pointer()).isEqualTo("/params/id");
                });
    }

    @Test
    void shouldRefuseDotSegmentsMadeOfSeveralParams() {
        assertThatThrownBy(
                        () -> fill("/{a}.{b}/x", params("a", "a").put("b", "b").put("a", ".")))
                .isInstanceOf(ExecutionFailure.class);
        assertThatThrownBy(() -> fill("/x/.{a}", params("a", "."))).isInstanceOf(ExecutionFailure.class);
        assertThat(fill("/x/.{a}", params("a", "well-known"))).isEqualTo("/x/.well-known");
    }

    @Test
    void shouldNameTheParamThatIsMissing() {
        assertThatThrownBy(() -> fill("/data/{id}", params("other", "x")))
                .hasMessage("param 'id' is missing: the path /data/{id} needs it");
        assertThatThrownBy(() -> fill("/data/{id}", params("id", null))).hasMessageContaining("'id' is missing");
    }

    @Test
    void shouldTakeNumbersAndBooleansButNoContainers() {
        ObjectNode params = JsonNodeFactory.instance.objectNode().put("a", 1.5).put("b", true);
        params.putArray("c");

        assertThat(fill("/{a}/{b}", params)).isEqualTo("/1.5/true");
        assertThatThrownBy(() -> fill("/{c}", params)).hasMessageContaining("must be a string, a number or a boolean");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data",
                "/a/../b",
                "/a/%2E%2e/b",
                "/.",
                "/a//b",
                "//host/x",
                "/a?b",
                "/a#b",
                "/a b",
                "/a\\b",
                "/a%zz",
                "/a{",
                "/{a b}",
                "/{{id}}",
                "/ä"
            })
    void shouldRefuseTemplatesThatAreNoPaths(String path) {
        assertThatThrownBy(() -> PathTemplate.of(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldReadLongHostilePathsWithoutHarm() {
        assertThatThrownBy(() -> PathTemplate.of("/" + "a/{".repeat(100_000)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldKeepLiteralsAsTheyAre() {
        assertThat(fill("/group%2Fname/a@b;c=d/{id}/", params("id", "1"))).isEqualTo("/group%2Fname/a@b;c=d/1/");
    }

    private static String fill(String path, ObjectNode params) {
        StringBuilder out = new StringBuilder();
        PathTemplate.of(path).append(out, params);
        return out.toString();
    }

    private static ObjectNode params(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put(name, value);
    }
}
